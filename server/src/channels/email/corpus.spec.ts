import { createHash } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { inboundFrom } from './mail-to-inbound.ts';
import { parseMail } from './parse-mail.ts';
import { corpus } from './testing/corpus/corpus.ts';
import { type CorpusFile, type CorpusMail, type Expected, OWN } from './testing/corpus/corpus-mail.ts';

const account = {
  id: 'account',
  organisationId: 'organisation',
  shopId: 'shop',
  shopName: 'Winkel',
  name: 'Info',
  address: 'info@winkel.test',
  settings: {},
  secrets: null,
};
const raw = { id: 'raw', externalKey: '1.1', receivedAt: new Date('2026-03-03T12:00:00Z'), silent: false };
const sha256 = (contents: string | Uint8Array) => createHash('sha256').update(contents).digest('hex');
const addresses = (list: readonly { address: string }[]) => list.map(({ address }) => address);

/** How much white space HTML becomes is not what the corpus is about. */
const filledLines = (text: string) =>
  text
    .split('\n')
    .filter((line) => /[^>\s]/.test(line))
    .map((line) => line.trim())
    .join('\n');

async function becomes({ raw: contents }: CorpusMail): Promise<Expected & { hashes: readonly string[] }> {
  const mail = await parseMail(contents);
  const message = inboundFrom(mail, [], account, raw, OWN);
  const { deliveryReport: report } = message;
  return {
    sender: message.sender.identity?.value ?? '',
    senderName: message.sender.name,
    to: addresses(message.to),
    cc: addresses(message.cc),
    replyTo: addresses(message.replyRecipients.to),
    subject: message.subject,
    text: filledLines(message.text),
    fullText: message.fullText && filledLines(message.fullText),
    files: mail.files.map(({ name, contentType, contentId }) => ({
      name,
      type: contentType,
      contents: '',
      ...(contentId ? { cid: contentId } : {}),
    })),
    hashes: mail.files.map((file) => sha256(file.contents)),
    messageId: message.externalId.endsWith('@no-message-id.invalid') ? null : message.externalId,
    references: message.thread.references,
    token: message.thread.token,
    subjectNumber: message.thread.subjectNumber,
    nature: message.nature,
    forwardedBy: message.forwardedBy?.address ?? null,
    report: report && {
      original: report.originalId,
      recipients: report.recipients.map(({ address, action, status, diagnostic }) => `${action} ${address} ${status} ${diagnostic}`.trim()),
    },
  };
}

function asWanted({ files, text, fullText, ...expected }: Expected): Expected & { hashes: readonly string[] } {
  const bare = ({ name, type, cid }: CorpusFile): CorpusFile => ({ name, type, contents: '', ...(cid ? { cid } : {}) });
  return {
    ...expected,
    text: filledLines(text),
    fullText: fullText && filledLines(fullText),
    files: files.map(bare),
    hashes: files.map(({ contents }) => sha256(contents)),
  };
}

it.each(corpus.map((mail) => [mail.name, mail] as const))('%s', async (_name, mail) => {
  expect(await becomes(mail)).toEqual(asWanted(mail.expected));
});

it('is a corpus worth the name, each mail in it another', () => {
  expect(corpus.length).toBeGreaterThanOrEqual(120);
  expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
  expect(new Set(corpus.map(({ raw: contents }) => sha256(contents))).size).toBe(corpus.length);
});
