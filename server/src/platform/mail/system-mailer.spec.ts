import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { freePort } from '../../../test/support/test-app.ts';
import { readConfig } from '../config/config.ts';
import { Log } from '../logging/log.ts';
import { letter } from './letter.ts';
import { isSystemMailId } from './system-mail-id.ts';
import { SystemMailer } from './system-mailer.ts';

const mail = letter('jan@klompen.example', 'Jan\r\nBcc: all@klompen.example', 'Dag <Jan>', 'https://balie.example/x?a=1&b=2', 'Groet');

describe('the mailer of Balie itself', () => {
  let server: SMTPServer;
  let received: string[];
  let url: string;
  beforeEach(async () => {
    received = [];
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, _session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          received.push(Buffer.concat(chunks).toString());
          done();
        });
      },
    });
    server.on('error', () => undefined);
    const port = await freePort();
    server.listen(port, '127.0.0.1');
    await once(server.server, 'listening');
    url = `smtp://127.0.0.1:${port}`;
  });
  afterEach(() => new Promise<void>((resolve) => server.close(() => resolve())));

  const mailer = (smtpUrl?: string) => {
    const config = readConfig(
      { BALIE_LOG_LEVEL: 'silent', BALIE_URL: 'https://balie.example', ...(smtpUrl ? { BALIE_SMTP_URL: smtpUrl } : {}) },
      '/tmp',
    );
    return new SystemMailer(config, new Log(config));
  };

  it('sends text and HTML over BALIE_SMTP_URL, with names made harmless', async () => {
    expect(await mailer(url).send(mail)).toBe(true);
    expect(received[0]).toMatch(/^From: Balie <balie@balie\.example>/m);
    expect(received[0]).toMatch(/^Subject: Jan Bcc: all@klompen\.example/m);
    expect(received[0]).not.toMatch(/^Bcc:/m);
    expect(isSystemMailId(/^Message-ID: <(.+)>/m.exec(received[0] ?? '')?.[1] ?? '')).toBe(true);
    expect(received[0]).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(received[0]).toMatch(/^X-Auto-Response-Suppress: All/m);
    expect(received[0]).toContain('Dag <Jan>');
    expect(received[0]).toContain('<p>Dag &#60;Jan&#62;</p>');
  });

  it('says that it could not, instead of failing, when the server does not answer', async () => {
    expect(await mailer('smtp://127.0.0.1:1').send(mail)).toBe(false);
  });

  it('uses the fallback only where no server is set, and is honest about it', async () => {
    const asked: string[] = [];
    const fallback = async ({ to }: { to: string }) => asked.push(to) > 0;
    const withServer = mailer(url);
    withServer.setFallback(fallback);
    expect(await withServer.send(mail)).toBe(true);
    expect(asked).toEqual([]);
    const without = mailer();
    expect(await without.send(mail)).toBe(false);
    without.setFallback(fallback);
    expect(await without.send(mail)).toBe(true);
    expect(asked).toEqual([mail.to]);
    without.setFallback(() => Promise.reject(new Error('mailbox gone')));
    expect(await without.send(mail)).toBe(false);
  });
});
