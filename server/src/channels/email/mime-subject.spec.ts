import { expect, it } from '@jest/globals';
import { oneLine, replySubject } from './mime-subject.ts';

it.each([
  ['Kapot scherm', 'Re: Kapot scherm'],
  ['Re: Kapot scherm', 'Re: Kapot scherm'],
  ['RE: Antw: AW: Kapot scherm', 'Re: Kapot scherm'],
  ['FW: Bestelling #WEB-10453', 'Re: Bestelling #WEB-10453'],
  ['Re[2]: RE(3):Kapot', 'Re: Kapot'],
  ['Antwoord: Retour', 'Re: Retour'],
  ['', 'Re:'],
  ['Re:', 'Re:'],
])('answers "%s" as "%s"', (subject, answer) => expect(replySubject(subject)).toBe(answer));

it('leaves words alone that only look like a mark', () => {
  expect(replySubject('Retour: hoe werkt dat?')).toBe('Re: Retour: hoe werkt dat?');
  expect(replySubject('Regarding my order')).toBe('Re: Regarding my order');
});

it('keeps a subject on one line, so that it cannot bring headers of its own', () => {
  expect(oneLine('Hallo\r\nBcc: everyone@example.com')).toBe('Hallo Bcc: everyone@example.com');
  expect(replySubject('Re:\r\n Bcc: x@example.com')).toBe('Re: Bcc: x@example.com');
});
