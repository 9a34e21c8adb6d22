const EXTENSIONS: Record<string, string> = {
  'message/rfc822': '.eml',
  'message/delivery-status': '.txt',
  'text/calendar': '.ics',
  'text/plain': '.txt',
  'text/html': '.html',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'application/pdf': '.pdf',
  'application/zip': '.zip',
  'application/ms-tnef': '.dat',
  'application/pgp-signature': '.asc',
  'application/pgp-encrypted': '.asc',
  'application/pkcs7-mime': '.p7m',
  'application/pkcs7-signature': '.p7s',
};

/** What a sender calls a file, without folders, and without the marks that turn letters around to hide an extension. */
export function fileName(given: string | null): string | undefined {
  const name = given
    ?.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, '')
    .split(/[/\\]/)
    .at(-1)
    ?.trim();
  return name && !/^\.+$/.test(name) ? name.slice(-200) : undefined;
}

/** @param index of the file in its mail, from 0 */
export function fileNameFor(mimeType: string, index: number): string {
  return `attachment-${index + 1}${EXTENSIONS[mimeType.toLowerCase()] ?? ''}`;
}
