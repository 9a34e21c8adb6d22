/** What patterns look at, of a mail: as people see it, in one spelling of white space. */
export interface BolMail {
  /** Address in lower case. */
  readonly from: string;
  readonly fromName: string;
  readonly subject: string;
  readonly text: string;
  /** The same with the addresses of its links, where it has any. */
  readonly linked?: string | undefined;
}

const MAX_TEXT = 100_000;
const MAX_SUBJECT = 1_000;

/** Single spaces, no empty lines in a row. */
export function tidy(text: string): string {
  return text
    .slice(0, MAX_TEXT)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

export function asBolMail(mail: BolMail): BolMail {
  return {
    from: mail.from.trim().toLowerCase(),
    fromName: tidy(mail.fromName),
    subject: tidy(mail.subject.slice(0, MAX_SUBJECT)).replaceAll('\n', ' '),
    text: tidy(mail.text),
    ...(mail.linked === undefined ? {} : { linked: tidy(mail.linked) }),
  };
}

/** For comparing: lower case without accents, character for character, so that places stay the same. */
export function folded(text: string): string {
  let plain = '';
  for (const unit of text.normalize('NFC').split('')) {
    const bare = unit > '\u007f' ? (unit.normalize('NFD')[0] ?? unit) : unit;
    const lower = bare.toLowerCase();
    plain += lower.length === 1 ? lower : unit;
  }
  return plain.replaceAll('’', "'").replaceAll('‘', "'");
}
