/** Marks of answering and passing on that mail programs put before a subject, in the languages our customers write. */
const PREFIX = /^(?:re|fwd?|antw(?:oord)?|betr|doorst|aw|wg|tr|rv|sv|vs|ref)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*/iu;
/** Our own ticket code, and the warnings that some mail servers add. */
const MARK = /\[(?:#\d+|ext(?:ern(?:al)?)?|spam\??)\]\s*/giu;

/** What a subject says, without what mail programs and servers put around it: equal when two mails are about the same. */
export function bareSubject(subject: string): string {
  let bare = subject.replaceAll(MARK, '').replaceAll(/\s+/gu, ' ').trim();
  for (let rest = bare.replace(PREFIX, ''); rest !== bare; rest = bare.replace(PREFIX, '')) bare = rest;
  return bare.trim().toLowerCase();
}
