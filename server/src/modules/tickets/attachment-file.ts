import { isPreviewable } from './attachment-row.ts';

/** Shows pictures and PDF in place, and hands everything else over as a file. */
export function dispositionOf(attachment: { name: string; contentType: string }, download: boolean): string {
  const kind = !download && isPreviewable(attachment.contentType) ? 'inline' : 'attachment';
  const plain = attachment.name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(attachment.name.toWellFormed()).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** The name of an upload without folders and what no file system takes. */
export function fileNameOf(given: string): string {
  const name = (given.split(/[/\\]/).at(-1) ?? '').replaceAll(/\p{Cc}/gu, '').trim();
  return [...name.toWellFormed()].slice(0, 200).join('') || 'file';
}
