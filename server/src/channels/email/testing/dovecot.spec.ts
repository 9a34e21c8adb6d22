import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { type DovecotServer, startDovecot } from './dovecot.ts';

let server: DovecotServer;
beforeAll(async () => {
  server = await startDovecot();
  await server.addUser('info@winkel.test', 'geheim');
  await server.addUser('jan@klant.test', 'janspas');
});
afterAll(() => server.stop());

const mail = (subject: string) => `From: jan@klant.test\r\nTo: info@winkel.test\r\nSubject: ${subject}\r\n\r\nHallo\r\n`;
const smtp = (user: string, pass: string) =>
  createTransport({ host: '127.0.0.1', port: server.smtpPort, auth: { user, pass }, ignoreTLS: true });

it('delivers from outside, keeps the order and marks nothing as read', async () => {
  await server.deliver('info@winkel.test', mail('een'));
  await server.deliver('info+t_abc@winkel.test', mail('twee'));
  const mails = await server.mailsOf('info@winkel.test');
  expect(mails.map(({ raw }) => /Subject: (\w+)/.exec(raw.toString())?.[1])).toEqual(['een', 'twee']);
  expect(mails.flatMap(({ flags }) => flags).filter((flag) => flag !== '\\Recent')).toEqual([]);
});

it('brings what someone sends into the mailbox of the receiver, and keeps a record', async () => {
  const transport = smtp('info@winkel.test', 'geheim');
  await transport.sendMail({ from: 'info@winkel.test', to: ['jan@klant.test', 'piet@elders.example'], subject: 'Antwoord', text: 'Dag' });
  expect((await server.mailsOf('jan@klant.test')).map(({ raw }) => raw.toString())).toEqual([expect.stringContaining('Antwoord')]);
  expect(server.submitted.map(({ user, to }) => ({ user, to }))).toEqual([
    { user: 'info@winkel.test', to: ['jan@klant.test', 'piet@elders.example'] },
  ]);
});

it.each([
  ['a wrong password', { pass: 'fout' }, /Authentication failed/],
  ['a sender that is someone else', { from: 'jan@klant.test' }, /not owned by user/],
  ['a mailbox that is not there', { to: 'nobody@winkel.test' }, /User unknown/],
])('refuses %s', async (_what, { pass = 'geheim', from = 'info@winkel.test', to = 'jan@klant.test' }: Record<string, string>, reason) => {
  await expect(smtp('info@winkel.test', pass).sendMail({ from, to, text: 'x' })).rejects.toThrow(reason);
});

it('keeps the mail over a restart and over new numbers', async () => {
  const before = await server.mailsOf('info@winkel.test');
  await server.restart();
  expect(await server.mailsOf('info@winkel.test')).toHaveLength(before.length);
  await server.renumber('info@winkel.test');
  expect(await server.mailsOf('info@winkel.test')).toHaveLength(before.length);
});
