import type { TriedBolPattern, TryBolPatternRequest } from '@balie/shared/contracts/bol-mail.ts';
import { Injectable } from '@nestjs/common';
import type { InboundMessage } from '../../modules/tickets/public.ts';
import { BolPatterns } from './bol-patterns.ts';
import { newWords, wholeMail, writerOf } from './mail-of-message.ts';
import { asBolMail, type BolMail } from './mail-text.ts';
import { matches, read } from './read-pattern.ts';
import { StoredMail } from './stored-mail.ts';
import { understand } from './understand-mail.ts';

/** Shows what a pattern reads out of a mail before it is kept. Nothing is changed. */
@Injectable()
export class TryPattern {
  constructor(
    private readonly patterns: BolPatterns,
    private readonly stored: StoredMail,
  ) {}

  /** @throws {NotFound | NoStoredMail} */
  async execute({ pattern, mail: given }: TryBolPatternRequest): Promise<TriedBolPattern> {
    const { mail, words } = 'messageId' in given ? mailOf((await this.stored.read(given.messageId)).message) : pasted(given);
    const shown = { from: mail.from, fromName: mail.fromName, subject: mail.subject, text: mail.text };
    if (pattern) {
      const fields = read(pattern, pattern.kind === 'answer' ? words : mail);
      return { matches: matches({ ...pattern, enabled: true }, mail), key: null, read: fields, mail: shown };
    }
    const found = understand(await this.patterns.current(), mail, words);
    return { matches: found !== undefined, key: found?.key ?? null, read: found?.fields ?? {}, mail: shown };
  }
}

function mailOf(message: InboundMessage): { mail: BolMail; words: BolMail } {
  const mail = wholeMail(message, writerOf(message));
  return { mail, words: newWords(mail, message) };
}

function pasted(given: BolMail): { mail: BolMail; words: BolMail } {
  const mail = asBolMail(given);
  return { mail, words: mail };
}
