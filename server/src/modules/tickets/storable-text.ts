import type { MailAddress } from '@balie/shared/contracts/common.ts';
import { storable } from '../../platform/database/storable.ts';

/** Would break a header open; a name has no use for them. */
const CONTROLS = /\p{Cc}+/gu;

export function storableAddress({ address, name }: MailAddress): MailAddress {
  return { address: storable(address.slice(0, 320)), name: storable(name.slice(0, 300)).replaceAll(CONTROLS, ' ').trim() };
}

export function storableSubject(subject: string): string {
  return storable(subject.slice(0, 500)).trim();
}

const PREVIEW_LENGTH = 200;

/** The beginning of a message on one line, for lists. */
export function previewOf(text: string): string {
  // A few characters are wide in UTF-16; four times the length always holds enough of them.
  const folded = storable(text.slice(0, PREVIEW_LENGTH * 20))
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return [...folded.slice(0, PREVIEW_LENGTH * 4)].slice(0, PREVIEW_LENGTH).join('');
}
