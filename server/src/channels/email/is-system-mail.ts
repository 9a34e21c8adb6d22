import { isSystemMailId } from '../../platform/mail/system-mail-id.ts';
import type { ParsedMail } from './parsed-mail.ts';

/**
 * Mail of Balie itself, or what a machine gives back of it: the links in it open an account, so it never stands in a
 * ticket, not even where it was sent over a mailbox, or to one, that the team reads here.
 */
export function isSystemMail({ messageId, references, deliveryReport, signs }: ParsedMail): boolean {
  if (isSystemMailId(messageId)) return true;
  const isMachine = signs.bounce || signs.answered || signs.generated;
  const about = [...references, ...(deliveryReport?.originalId ? [deliveryReport.originalId] : [])];
  return isMachine && about.some(isSystemMailId);
}
