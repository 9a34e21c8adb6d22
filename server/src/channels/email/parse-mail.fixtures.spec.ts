import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { parseMail } from './parse-mail.ts';
import { trimQuotedText } from './quote-text.ts';

/** Written by us after the format of each mail program. NIEUW marks the sender's own words, OUD the quoted history. */
const folder = path.join(import.meta.dirname, 'testing/fixtures');
const parse = async (name: string) => parseMail(await fs.readFile(path.join(folder, `${name}.eml`)));

describe('answers written with the mail programs of our customers', () => {
  const answers = [
    'gmail-nl',
    'gmail-en',
    'outlook-desktop-nl',
    'outlook-desktop-en',
    'outlook-plain-without-address-nl',
    'outlook-web-nl',
    'outlook-web-en',
    'outlook-ios-en',
    'apple-nl',
    'apple-mac-flush-nl',
    'apple-en',
    'thunderbird-nl',
    'thunderbird-en',
    'yahoo-nl',
    'yahoo-en',
    'samsung-nl',
    'samsung-en',
    'webmail-nl',
  ];

  it.each(answers)('%s: only the new words show, the history is kept', async (name) => {
    const mail = await parse(name);
    expect(mail.text).toContain('NIEUW');
    expect(mail.text).not.toContain('OUD');
    expect(mail.html).not.toContain('OUD');
    expect(mail.fullText).toContain('NIEUW');
    expect(mail.fullText).toContain('OUD');
    if (mail.html !== '') {
      expect(mail.html).toContain('NIEUW');
      expect(mail.fullHtml).toContain('OUD');
    }
    // Nothing of the introduction stays behind either.
    expect(mail.text).not.toMatch(/schreef|geschreven|wrote|verzonden:|sent:|oorspronkelijk|original|info@winkel/i);
  });

  it.each(answers)('%s: the same holds for its plain text alone', async (name) => {
    const { text = '' } = await PostalMime.parse(await fs.readFile(path.join(folder, `${name}.eml`)));
    expect(text).toContain('OUD');
    const trimmed = trimQuotedText(text, true);
    expect(trimmed).toContain('NIEUW');
    expect(trimmed).not.toMatch(/OUD|schreef|geschreven|wrote|verzonden:|sent:|oorspronkelijk|original|info@winkel/i);
  });

  it.each(answers)('%s: says what it answers', async (name) => {
    expect((await parse(name)).references).toEqual(['c1.m1.abc@winkel.test', 'eerste@voorbeeld.test']);
  });
});

it('takes nothing away from prose that looks like the beginning of a quotation', async () => {
  const mail = await parse('prose-that-looks-like-a-quote-nl');
  expect(mail.text).toContain('Hij zei dat het pakket bij de buren ligt.');
  expect(mail.fullText).toBeNull();
});

it('reads pictures, files, names and subjects in every encoding, and makes the HTML safe', async () => {
  const mail = await parse('photos-nl');
  expect(mail.subject).toBe("Kapotte trui – foto's");
  expect(mail.html).toContain('café-vlek');
  expect(mail.html).toContain('<img alt="vlek" src="cid:foto1@voorbeeld.test" />');
  expect(mail.html).toContain('data-remote-src="https://track.example/open.gif?id=1"');
  expect(mail.html).not.toContain('script');
  expect(mail.hasRemoteImages).toBe(true);
  expect(mail.files.map(({ name, contentType, contentId, inline }) => ({ name, contentType, contentId, inline }))).toEqual([
    { name: 'vlek.png', contentType: 'image/png', contentId: 'foto1@voorbeeld.test', inline: true },
    { name: 'factuur €.pdf', contentType: 'application/pdf', contentId: null, inline: false },
  ]);
  expect(mail.references).toEqual([]);
});
