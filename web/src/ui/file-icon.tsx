import {
  IconFile,
  IconFileSpreadsheet,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconMail,
  IconMusic,
  IconPhoto,
  IconVideo,
  type TablerIcon,
} from '@tabler/icons-react';

const KINDS: readonly [RegExp, TablerIcon][] = [
  [/^image\//, IconPhoto],
  [/pdf$/, IconFileTypePdf],
  [/zip|compressed|x-tar/, IconFileZip],
  [/spreadsheet|excel|csv/, IconFileSpreadsheet],
  [/word|^text\//, IconFileText],
  [/^message\//, IconMail],
  [/^audio\//, IconMusic],
  [/^video\//, IconVideo],
];

/** A picture of what kind of file it is. */
export function FileIcon({ contentType, size = 20 }: { readonly contentType: string; readonly size?: number }) {
  const Icon = KINDS.find(([pattern]) => pattern.test(contentType))?.[1] ?? IconFile;
  return <Icon size={size} stroke={1.5} aria-hidden />;
}
