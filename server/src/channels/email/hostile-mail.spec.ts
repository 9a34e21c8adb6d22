import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Log } from '../../platform/logging/log.ts';
import { MailParser } from './mail-parser.ts';
import { parseMail } from './parse-mail.ts';
import { QuickBlob } from './quick-blob.ts';
import { sample } from './testing/corpus/corpus-mail.ts';
import { hostile } from './testing/corpus/hostile.ts';

const { Blob } = globalThis;
const root = pino({ level: 'silent' });
const log: Log = { root, named: () => root };
const parser = new MailParser(log);
/** What a browser would run or load by itself. The rest of the proof is in a real one. */
const DANGEROUS = [
  /<(?:script|style|iframe|frame|object|embed|svg|math|form|input|button|link|meta|base|video|audio|source|template|noscript|textarea|xmp)\b/i,
  /<[^>]*\son\w+\s*=/i,
  /<[^>]*(?:href|src)\s*=\s*["']?\s*(?:javascript|vbscript|data:text|data:image\/svg)/i,
  /<[^>]*\s(?:src|srcset|poster|background)\s*=\s*["']?(?:https?:)?\/\//i,
  /style="[^"]*(?:url|expression|\\|position|behavior)/i,
];

beforeAll(() => {
  // As in the threads that read mail.
  Object.assign(globalThis, { Blob: QuickBlob });
});
afterAll(async () => {
  Object.assign(globalThis, { Blob });
  await parser.onApplicationShutdown();
});

describe('mail made to hurt', () => {
  it.each(hostile.map((mail) => [mail.name, mail] as const))(
    '%s: is read in two seconds of work, safely and whole',
    async (_name, mail) => {
      const raw = mail.make();
      const before = process.threadCpuUsage();
      const parsed = await parseMail(raw);
      const { user, system } = process.threadCpuUsage(before);
      // Of this thread: what else the machine does is not the mail's fault.
      expect((user + system) / 1_000).toBeLessThan(2_000);
      // Nobody's mail is refused for being odd: what is not shown is there as a file.
      expect(parsed.from.address).toBe('jan@klant.test');
      expect(`${parsed.subject}${parsed.from.name}${parsed.to.map(({ name }) => name).join('')}`).not.toMatch(/[\r\n]/);
      expect(parsed.to.map(({ address }) => address)).not.toContain('x@elders.test');
      for (const html of [parsed.html, parsed.fullHtml ?? '']) for (const danger of DANGEROUS) expect(html).not.toMatch(danger);
      const kept = parsed.files.reduce((size, file) => size + file.contents.byteLength, 0) + parsed.text.length;
      if (raw.length > 5_000_000 && !mail.name.includes('header')) expect(kept).toBeGreaterThan(raw.length / 2);
    },
  );

  it('holds up no other: ordinary mail between it is read in its turn', async () => {
    const some = hostile.filter(({ name }) =>
      /deep|entities|a line of 1 MB|10,000 parts$|zip bomb|50 MB of a file|HTML: script/.test(name),
    );
    expect(some.length).toBeGreaterThan(8);
    const numbers = await Promise.all(
      some.map(async (mail, index) => {
        const [, next] = await Promise.all([parser.parse(mail.make()), parser.parse(sample('next', {}, `Nummer ${index}`).raw)]);
        return next.text;
      }),
    );
    expect(numbers).toEqual(some.map((_mail, index) => `Nummer ${index}`));
  });
});
