import { describe, expect, it } from '@jest/globals';
import { htmlToText } from './html-to-text.ts';

describe('htmlToText', () => {
  it('keeps paragraphs, line breaks and lists apart', () => {
    expect(htmlToText('<p>Beste klant,</p><p>Regel 1<br>Regel 2</p><ul><li>trui</li><li>broek</li></ul>')).toBe(
      'Beste klant,\n\nRegel 1\nRegel 2\n\n- trui\n- broek',
    );
  });

  it('does not shout headings and does not wrap long lines', () => {
    expect(htmlToText(`<h1>Uw retour</h1><p>${'woord '.repeat(60)}</p>`)).toBe(`Uw retour\n\n${'woord '.repeat(60).trim()}`);
  });

  it('shows where a link leads, unless it says so itself or nobody asked', () => {
    expect(htmlToText('<a href="https://x.example/t">Volg</a> <a href="https://x.example/">https://x.example/</a>')).toBe(
      'Volg <https://x.example/t> https://x.example/',
    );
    expect(htmlToText('<a href="https://x.example/t">Volg</a>', { links: false })).toBe('Volg');
  });

  it('leaves pictures, scripts and style sheets out', () => {
    expect(htmlToText('<style>p{}</style><p>a<img src="cid:1" alt="logo"></p><script>x()</script>')).toBe('a');
  });

  it('decodes entities, makes hard spaces plain ones and keeps every script of the world', () => {
    expect(htmlToText('<p>caf&eacute; &euro;&nbsp;5 &lt;b&gt; 你好 😀</p>')).toBe('café € 5 <b> 你好 😀');
  });

  it('does not choke on deep nesting', () => {
    expect(htmlToText(`${'<div>'.repeat(20_000)}x`).length).toBeLessThan(10);
  });
});
