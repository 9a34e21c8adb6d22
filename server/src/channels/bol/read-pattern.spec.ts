import { type BolPattern, bolPattern } from '@balie/shared/contracts/bol-mail.ts';
import { describe, expect, it } from '@jest/globals';
import { findPhrase } from './find-phrase.ts';
import { asBolMail, folded, tidy } from './mail-text.ts';
import { matches, read } from './read-pattern.ts';

const mail = (text: string, subject = 'Vraag over bestelling 1042823870') =>
  asBolMail({ from: 'Klant@Klantbericht.bol.com', fromName: 'Jan via bol.com', subject, text });
const pattern = (given: Partial<BolPattern>) => bolPattern.parse({ kind: 'question', name: 'Test', ...given });
const find = (text: string, phrase: string) => findPhrase(folded(tidy(text)), phrase);

describe('a phrase', () => {
  it('is found whatever its case, accents and spacing', () => {
    expect(find('Numéro  de\u00a0COMMANDE: 1', 'numero de commande')).toBeDefined();
    expect(find('Numero de commande: 1', 'numéro de commande')).toBeDefined();
    expect(find('Message n’a pas', "n'a pas")).toBeDefined();
  });

  it('is whole words', () => {
    expect(find('Klantnaam: Jan', 'klant')).toBeUndefined();
    expect(find('de retourneerder', 'retour')).toBeUndefined();
    expect(find('Een retour.', 'retour')).toBeDefined();
  });

  it('stands at the beginning of a line when that is asked', () => {
    expect(find('Beste klant: dag\nKlant: Jan', '^klant')?.start).toBe(17);
    expect(find('Beste klant: dag', '^klant')).toBeUndefined();
  });

  it('bridges a few words on one line', () => {
    expect(find('Bevestig nu je e-mailadres', 'bevestig*e-mailadres')).toBeDefined();
    expect(find('Bevestig nu\nje e-mailadres', 'bevestig*e-mailadres')).toBeUndefined();
    expect(find(`Bevestig ${'x '.repeat(200)}e-mailadres`, 'bevestig*e-mailadres')).toBeUndefined();
  });
});

describe('a pattern', () => {
  it('wants its sender, one of its subjects and texts, and none of what must not be there', () => {
    const question = pattern({ from: ['bol.com'], subject: ['vraag over bestelling', 'klantvraag'], body: ['lamp'], not: ['nieuwsbrief'] });
    expect(matches(question, mail('Mijn lamp'))).toBe(true);
    expect(matches(question, mail('Mijn stoel'))).toBe(false);
    expect(matches(question, mail('Mijn lamp, nieuwsbrief'))).toBe(false);
    expect(matches(question, mail('Mijn lamp', 'Hallo'))).toBe(false);
    expect(matches({ ...question, from: ['notbol.com'] }, mail('Mijn lamp'))).toBe(false);
    expect(matches({ ...question, from: ['ol.com'] }, mail('Mijn lamp'))).toBe(false);
    expect(matches({ ...question, enabled: false }, mail('Mijn lamp'))).toBe(false);
  });

  it('reads the first that finds something, up to where it says', () => {
    const reads = pattern({
      read: [
        { field: 'topic', in: 'body', after: ['reden'], until: [], as: 'line' },
        { field: 'topic', in: 'body', after: ['onderwerp'], until: ['land'], as: 'line' },
        { field: 'question', in: 'body', after: ['vraag'], until: ['einde'], as: 'text' },
        { field: 'country', in: 'body', after: ['land'], until: [], as: 'country' },
        { field: 'customerName', in: 'senderName', after: [], until: ['via bol'], as: 'line' },
      ],
    });
    expect(read(reads, mail('Onderwerp: Levering Land: België\nVraag:\nEen\n\nTwee\nEinde van de mail'))).toEqual({
      topic: 'Levering',
      country: 'BE',
      question: 'Een\n\nTwee',
      customerName: 'Jan',
    });
  });

  it.each(['.*'.repeat(5), '*', 'a*'.repeat(5), ' ', 'x'.repeat(201)])('may not say %j', (phrase) =>
    expect(bolPattern.safeParse({ kind: 'question', name: 'Test', subject: [phrase] }).success).toBe(false),
  );

  it('takes no longer for a mail that was made to be slow', () => {
    const phrases = Array.from({ length: 30 }, (_, at) => `aaaa*aaaa*aaaa*b${at}`);
    const slow = pattern({
      not: phrases,
      body: phrases,
      read: phrases.map((phrase) => ({ field: 'topic', in: 'body', after: [phrase], until: phrases, as: 'text' }) as const),
    });
    const hostile = mail(`${'aaaa '.repeat(60_000)}\n${'| '.repeat(30_000)}`);
    const began = performance.now();
    expect(matches(slow, hostile)).toBe(false);
    expect(read(slow, hostile)).toEqual({});
    // Milliseconds; a machine may be slow, yet never by what a pattern of this size could cost if it were not bounded.
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
