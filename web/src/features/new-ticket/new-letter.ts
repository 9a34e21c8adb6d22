import { type MailAddress, mailAddress } from '@balie/shared/contracts/common.ts';
import { attachment } from '@balie/shared/contracts/files.ts';
import { z } from 'zod';

const letter = z.object({
  /** The first way there is while undefined. */
  channelId: z.string().optional(),
  to: z.array(mailAddress),
  /** Undefined while the field is not shown. */
  cc: z.array(mailAddress).optional(),
  bcc: z.array(mailAddress).optional(),
  subject: z.string(),
  html: z.string(),
  empty: z.boolean(),
  attachments: z.array(attachment),
  /** Asked again after a lost connection, it is one ticket; other words make another. */
  attempt: z.object({ of: z.string(), key: z.string() }).optional(),
});
export type Letter = z.infer<typeof letter>;

/** Whose letter it is, and to whom it was begun: each is kept by itself. */
export interface LetterPlace {
  readonly agentId: string;
  readonly to: readonly MailAddress[];
  readonly channelId?: string | undefined;
}

const PREFIX = 'balie.new-ticket';
const keyOf = ({ agentId, to, channelId = '' }: LetterPlace) => [PREFIX, agentId, channelId, ...to.map(({ address }) => address)].join(' ');

/** What was written there in this tab and neither sent nor thrown away. */
export function keptLetter(place: LetterPlace): Letter | undefined {
  const kept = letter.safeParse(parsed(sessionStorage.getItem(keyOf(place))));
  return kept.success ? kept.data : undefined;
}

export function emptyLetter({ to, channelId }: LetterPlace): Letter {
  return { channelId, to: [...to], subject: '', html: '', empty: true, attachments: [] };
}

export function keepLetter(place: LetterPlace, written: Letter): void {
  const begun = !written.empty || written.subject.trim() !== '' || written.attachments.length > 0;
  if (!begun) {
    forgetLetter(place);
    return;
  }
  try {
    sessionStorage.setItem(keyOf(place), JSON.stringify(written));
  } catch {
    // No room: it lives as long as its dialog.
  }
}

export function forgetLetter(place: LetterPlace): void {
  sessionStorage.removeItem(keyOf(place));
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
