import { describe, expect, it } from '@jest/globals';
import { browserWords } from './browser-words.ts';
import { clientAddress } from './client-address.ts';
import { isAllowedOrigin } from './domains.ts';
import { unseenMail } from './unseen-mail.ts';

describe('an origin', () => {
  it('belongs to a domain or to what lies below it, whatever the port', () => {
    for (const origin of ['https://lampen.nl', 'https://www.lampen.nl', 'http://lampen.nl:8080']) {
      expect(isAllowedOrigin(origin, ['lampen.nl'])).toBe(true);
    }
  });

  it('does not belong to one that only looks like it', () => {
    const foreign = [
      undefined,
      'null',
      '',
      'https://lampen.nl.kwaad.nl',
      'https://kwaadlampen.nl',
      'https://kwaad.nl/#lampen.nl',
      'file://',
    ];
    for (const origin of [...foreign, 'ftp://lampen.nl', 'https://lampen.nl@kwaad.nl']) {
      expect([origin, isAllowedOrigin(origin, ['lampen.nl'])]).toEqual([origin, false]);
    }
    expect(isAllowedOrigin('https://lampen.nl', [])).toBe(false);
  });
});

it('says in two words which browser it is', () => {
  const safari =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile Safari/604.1';
  const edge =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0';
  expect([browserWords(safari), browserWords(edge), browserWords('curl/8')]).toEqual(['Safari, iPhone', 'Edge, Windows', '']);
});

it('takes the word of a proxy for an address only where there is one, and only the nearest one’s', () => {
  const headers = { 'x-forwarded-for': '1.1.1.1, 2.2.2.2' };
  expect([clientAddress(headers, '9.9.9.9', true), clientAddress(headers, '9.9.9.9', false), clientAddress({}, '9.9.9.9', true)]).toEqual([
    '2.2.2.2',
    '9.9.9.9',
    '9.9.9.9',
  ]);
});

it('tells by mail what was not seen, harmlessly', () => {
  const mail = unseenMail({
    language: 'nl',
    shopName: 'De Lampenwinkel',
    visitorName: 'Loïs',
    topic: 'Hanglamp',
    asked: 'Past <dit>?',
    answers: [
      { authorName: 'Sanne', text: 'Ja,\ntot 2 meter & meer.' },
      { authorName: '', text: 'Nog iets?' },
    ],
  });
  expect(mail.subject).toBe('Je vraag in de chat van De Lampenwinkel: Hanglamp');
  expect(mail.html).toContain('<strong>Sanne</strong><br>Ja,<br>tot 2 meter &amp; meer.');
  expect(mail.html).toContain('Past &lt;dit&gt;?');
  expect(mail.text).toContain('Sanne:\nJa,\ntot 2 meter & meer.\n\nNog iets?\n\nJe vroeg:\nPast <dit>?');
});
