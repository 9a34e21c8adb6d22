/** Reply and forward marks of mail programs in the languages our customers write: `Re:`, `RE[2]:`, `Antw:`, `AW:`, `FW:`, `Doorst:`. */
const MARKS = /^\s*(?:(?:re|antw(?:oord)?|aw|betr|sv|ref|tr|wg|fwd?|doorst|i)(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*:\s*)+/i;

/** One line, without control characters: what a header may hold. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim();
}

/** The subject of an answer: marked `Re:` once, whatever marks mail programs piled up before. */
export function replySubject(subject: string): string {
  const bare = oneLine(subject).replace(MARKS, '');
  return bare ? `Re: ${bare}` : 'Re:';
}
