import { describe, expect, it } from '@jest/globals';
import { isHoldOnly } from './hold-answers.ts';

const PHRASES = ['zo snel mogelijk op terug', 'hebben je bericht ontvangen', 'get back to you as soon as possible'];

describe('an answer that only asks for patience', () => {
  it.each([
    'We komen er zo snel mogelijk op terug.',
    'Beste Jan,\n\nBedankt voor je bericht. We komen hier zo snel mogelijk op terug.\n\nMet vriendelijke groet,\nSanne\nWinkel',
    'Hallo! We hebben je bericht ontvangen. We komen er zo snel mogelijk op terug! Groetjes, Piet',
    'Dear Jan,\nThank you for your message. We will get back to you as soon as possible.\nKind regards,\nSanne',
    'WE KOMEN ER ZO SNEL   MOGELIJK OP TERUG',
  ])('%j', (text) => expect(isHoldOnly(text, PHRASES)).toBe(true));

  it.each([
    'Je pakket is vandaag verstuurd. Mocht er iets zijn, dan komen we er zo snel mogelijk op terug.',
    'Nee.',
    'Bedankt!',
    '',
    'Beste Jan,\n\nDe lamp past in elke fitting van 27 mm.\n\nGroetjes, Sanne',
    'We komen er zo snel mogelijk op terug omdat de leverancier morgen pas kan zeggen of de kleur groen nog te leveren is in januari',
  ])('not %j', (text) => expect(isHoldOnly(text, PHRASES)).toBe(false));

  it('needs phrases to know one by', () => expect(isHoldOnly('We komen er op terug', [])).toBe(false));
});
