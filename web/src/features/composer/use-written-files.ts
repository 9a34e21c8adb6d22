import type { ChannelCapabilities } from '@balie/shared/contracts/channels.ts';
import { filesGoingAsLinks } from '@balie/shared/domain/file-links.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUploads } from '../../lib/use-uploads.ts';
import { useExplain } from '../../ui/explain.ts';
import { fileSize } from '../../ui/file-size.ts';
import { notify } from '../../ui/notify.tsx';
import type { FileChip } from '../../ui/writing/file-chips.tsx';
import type { DraftKeeper } from './draft-keeper.ts';

export interface WrittenFiles {
  readonly chips: readonly FileChip[];
  readonly state: { readonly uploading: boolean; readonly uploadFailed: boolean };
  /** A picture arrived that belongs in the text. */
  readonly arrivedPicture: { readonly id: string; readonly name: string } | undefined;
  add(files: readonly File[]): void;
  addPictures(files: readonly File[]): void;
  remove(key: string): void;
  retry(key: string): void;
}

/** Files that go with a draft: what is there already and what is still on its way up. */
export function useWrittenFiles(keeper: DraftKeeper, limits: ChannelCapabilities['attachments']): WrittenFiles {
  const { t, i18n } = useTranslation('composer');
  const explain = useExplain('composer');
  const [arrivedPicture, setArrivedPicture] = useState<WrittenFiles['arrivedPicture']>();
  const uploads = useUploads((file) => {
    keeper.change({ attachments: [...keeper.now().written.attachments, file] });
    if (file.inline) setArrivedPicture(file);
  });
  const fitting = (files: readonly File[]) => {
    const maxBytes = limits?.maxBytesEach;
    if (maxBytes === undefined) return files;
    for (const { name, size } of files) {
      if (size > maxBytes) notify.error(t('tooLarge', { name, max: fileSize(maxBytes, i18n.language) }));
    }
    return files.filter(({ size }) => size <= maxBytes);
  };
  const linked = linkedOf(keeper, limits);
  const there: FileChip[] = keeper
    .now()
    .written.attachments.filter(({ inline }) => !inline)
    .map(({ id, name, contentType, sizeBytes }) => ({
      key: id,
      name,
      contentType,
      sizeBytes,
      progress: undefined,
      problem: undefined,
      asLink: linked.has(id),
    }));
  const coming: FileChip[] = uploads.pending.map(({ key, file, progress, error }) => ({
    key,
    name: file.name,
    contentType: file.type,
    sizeBytes: file.size,
    progress: error ? undefined : progress,
    problem: error ? explain(error) : undefined,
    asLink: false,
  }));
  return {
    chips: [...there, ...coming],
    state: { uploading: uploads.pending.some(({ error }) => !error), uploadFailed: uploads.pending.some(({ error }) => Boolean(error)) },
    arrivedPicture,
    add: (files) => uploads.add(fitting(files)),
    addPictures: (files) => uploads.add(fitting(files), { inline: true }),
    retry: uploads.retry,
    remove: (key) => {
      const { attachments } = keeper.now().written;
      if (attachments.some(({ id }) => id === key)) keeper.change({ attachments: attachments.filter(({ id }) => id !== key) });
      else uploads.cancel(key);
    },
  };
}

/** The files that are too large for the mail; the server decides by the same rule. */
function linkedOf(keeper: DraftKeeper, limits: ChannelCapabilities['attachments']): ReadonlySet<string> {
  const { attachments } = keeper.now().written;
  return limits?.linksBeyondBytes ? filesGoingAsLinks(attachments, limits.linksBeyondBytes) : new Set();
}
