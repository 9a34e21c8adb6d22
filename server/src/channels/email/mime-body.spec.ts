import { expect, it } from '@jest/globals';
import { anAttachment } from '../core/testing/outgoing-message.ts';
import { mimeBody } from './mime-body.ts';
import { trimQuotedHtml } from './quote-html.ts';
import { trimQuotedText } from './quote-text.ts';

const PICTURE = '0196f1f0-0000-7000-8000-000000000001';
const OTHER = '0196f1f0-0000-7000-8000-000000000002';
const message = (html: string, signatureHtml = '') => ({
  html,
  text: 'Hallo',
  signatureHtml,
  quoted: null,
  attachments: [],
  locale: 'nl' as const,
});
const body = (html: string, ids: string[] = [], signatureHtml = '') => mimeBody(message(html, signatureHtml), new Set(ids), 'shop.nl');

it('points pictures in the text at parts of the mail', () => {
  const { html, pictures } = body(`<p>Zie</p><img src="/api/attachments/${PICTURE}" alt="scherm">`, [PICTURE]);
  expect(html).toContain(`src="cid:${PICTURE}@shop.nl"`);
  expect(html).toContain('alt="scherm"');
  expect(pictures).toEqual([{ contentId: `${PICTURE}@shop.nl`, source: { attachmentId: PICTURE } }]);
});

it('makes one part of a picture that is shown twice', () => {
  const image = `<img src="/api/attachments/${PICTURE}">`;
  expect(body(image + image, [PICTURE]).pictures).toHaveLength(1);
});

it('leaves out a picture that is not of this message: its address would ask the customer to sign in', () => {
  const { html, pictures } = body(`<p>a<img src="/api/attachments/${OTHER}">b</p>`, [PICTURE]);
  expect(html).not.toContain('<img');
  expect(html).not.toContain('/api/');
  expect(pictures).toEqual([]);
});

it('sends an embedded logo along as a part, because mail programs do not show data addresses', () => {
  const { html, pictures } = body('<p>x</p>', [], '<p>Groet<img src="data:image/png;base64,iVBORw0KGgo="></p>');
  expect(html).toContain('src="cid:picture-1@shop.nl"');
  expect(pictures).toEqual([{ contentId: 'picture-1@shop.nl', source: { contentType: 'image/png', base64: 'iVBORw0KGgo=' } }]);
});

it('keeps a logo on a web server where it is', () => {
  expect(body('<p>x</p>', [], '<img src="https://shop.nl/logo.png">').html).toContain('src="https://shop.nl/logo.png"');
});

it('puts styles on the elements and keeps the ones the writer chose', () => {
  const { html } = body('<p style="text-align:center">Hallo</p>');
  expect(html).toMatch(/<p style="margin:0 0 1em;text-align:center">Hallo<\/p>/);
});

it('tells nothing of our own house', () => {
  const { html } = body(`<p><span data-type="mention" data-id="${OTHER}" data-label="Jan">@Jan</span></p>`);
  expect(html).toContain('<span>@Jan</span>');
  expect(html).not.toContain(OTHER);
});

it('ends both readings with the signature, marked as one in the text', () => {
  const { html, text } = body('<p>Hallo</p>', [], '<p>Groet,<br>Jan</p>');
  expect(html.indexOf('Groet')).toBeGreaterThan(html.indexOf('Hallo'));
  expect(text).toBe('Hallo\n\n-- \nGroet,\nJan\n');
});

it('has no signature mark without a signature', () => {
  expect(body('<p>Hallo</p>').text).toBe('Hallo\n');
});

const quoted = {
  from: { address: 'jan@klant.test', name: 'Jan <script>' },
  at: new Date('2026-03-01T09:05:00Z'),
  html: `<p>Waar blijft het?<img src="/api/attachments/${OTHER}"></p>`,
  text: 'Waar blijft het?\n\nJan',
  locale: 'nl' as const,
};

it('puts what is answered below the answer, in both readings, and never an address of ours', () => {
  const { html, text } = mimeBody({ ...message('<p>Morgen!</p>', '<p>Groet</p>'), text: 'Morgen!', quoted }, new Set(), 'shop.nl');
  expect(html).toMatch(/Morgen![\s\S]*Groet[\s\S]*<div class="gmail_quote">[\s\S]*Waar blijft het\?/);
  expect(html).not.toMatch(/<script|\/api\//);
  expect(text).toBe(
    'Morgen!\n\n-- \nGroet\n\nOp 1 mrt 2026 om 10:05 schreef Jan <script> <jan@klant.test>:\n\n> Waar blijft het?\n>\n> Jan\n',
  );
});

it('marks the quotation so that our own trimming takes it away', () => {
  for (const locale of ['nl', 'en'] as const) {
    const mail = mimeBody({ ...message('<p>Morgen!</p>'), text: 'Morgen!', quoted: { ...quoted, locale } }, new Set(), 'shop.nl');
    expect(trimQuotedText(mail.text, true)).toBe('Morgen!');
    expect(trimQuotedHtml(mail.html, true)).not.toContain('Waar blijft het');
  }
});

it('names what goes as a link in both readings: file, size, until when, and where', () => {
  const url = 'https://balie.test/api/downloads/abc';
  const attachments = [
    anAttachment({ name: 'Handleiding <v2>.pdf', sizeBytes: 31_400_000, link: { url, expiresAt: new Date('2026-06-01T09:00:00Z') } }),
    anAttachment({ name: 'bon.pdf' }),
  ];
  const { html, text } = mimeBody({ ...message('<p>Zie hier.</p>', '<p>Groet</p>'), attachments }, new Set(), 'shop.nl');
  expect(html).toMatch(
    /Zie hier\.[\s\S]*href="https:\/\/balie\.test\/api\/downloads\/abc"[^>]*>Handleiding &#60;v2&#62;\.pdf<[\s\S]*31 MB, tot en met 1 juni 2026[\s\S]*Groet/,
  );
  expect(html).not.toContain('bon.pdf');
  expect(text).toBe(
    `Hallo\n\nBestanden om te downloaden:\n- Handleiding <v2>.pdf (31 MB, tot en met 1 juni 2026)\n  ${url}\n\n-- \nGroet\n`,
  );
  const english = mimeBody({ ...message('<p>Here.</p>'), attachments, locale: 'en' }, new Set(), 'shop.nl');
  expect(english.text).toContain('Files to download:\n- Handleiding <v2>.pdf (31 MB, until 1 June 2026)');
});
