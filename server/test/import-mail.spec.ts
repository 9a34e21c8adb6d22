import fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { importFailurePage, importRun } from '@balie/shared/contracts/imports.ts';
import { notificationPage } from '@balie/shared/contracts/notifications.ts';
import { viewCounts } from '@balie/shared/contracts/tickets.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  aColleague,
  aFoundedOrganisation,
  type FoundedOrganisation,
  type SignedInColleague,
} from '../src/modules/agents/testing/people.ts';
import { aChannelAccount, type TestChannelAccount } from '../src/modules/tickets/testing/inbound.ts';
import { asOrganisation, seeTicket, seeTickets } from '../src/modules/tickets/testing/look.ts';
import { zipOf } from '../src/platform/archive/testing/zip-writer.ts';
import type { LiveSocket } from './support/api-client.ts';
import { eventually } from './support/eventually.ts';
import { act, anImport, archived, bringOver, ended } from './support/imports.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';

const DAY_MS = 86_400_000;
let app: TestApp;
let house: FoundedOrganisation;
let account: TestChannelAccount;
let owner: SignedInColleague;
let sanne: SignedInColleague;
let hers: LiveSocket;
let heard: string[];
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());
beforeEach(async () => {
  house = await aFoundedOrganisation(app);
  owner = house.owner;
  account = await aChannelAccount(app, house);
  sanne = await aColleague(app, { organisationId: house.id, name: 'Sanne', email: `sanne@${account.address.replace('@', '.')}` });
  hers = await sanne.openSocket();
  heard = [];
  hers.onAny((event: string) => heard.push(event));
});
afterEach(() => {
  hers.close();
});

const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
const mbox = (...mails: string[]) => [{ name: 'archief.mbox', contents: mails.join('') }];
const tickets = () => seeTickets(app, house.id);

describe('an mbox', () => {
  it('becomes conversations with their own dates, answers included, and nobody is told or sent anything', async () => {
    const run = await bringOver(
      owner,
      'mail',
      account.id,
      mbox(
        archived('vraag@klant.test', { to: account.address, subject: 'Waar blijft mijn lamp?', at: '2019-05-06T10:00:00Z' }),
        archived('antwoord@winkel.test', {
          from: `Sanne <${account.address}>`,
          to: 'jan@klant.test',
          subject: 'Re: Waar blijft mijn lamp?',
          text: 'Morgen!',
          at: '2019-05-07T10:00:00Z',
          headers: ['In-Reply-To: <vraag@klant.test>'],
        }),
        archived('ander@klant.test', {
          to: account.address,
          from: 'Fatima <fatima@klant.test>',
          subject: 'Retour',
          at: '2020-01-02T10:00:00Z',
        }),
      ),
    );
    expect(run).toMatchObject({ state: 'finished', read: 3, made: 3, known: 0, failed: 0, progress: 1, errorCode: null, canRetry: false });

    const [lamp, retour] = await tickets();
    expect(lamp).toMatchObject({ status: 'solved', createdAt: '2019-05-06T10:00:00.000Z', lastMessageAt: '2019-05-07T10:00:00.000Z' });
    expect(retour).toMatchObject({ status: 'solved', waitingSince: null, lastInboundAt: null });
    const { messages } = await seeTicket(app, house.id, lamp?.id ?? '');
    expect(messages.map(({ direction, createdAt, delivery }) => [direction, createdAt, delivery.state])).toEqual([
      ['inbound', '2019-05-06T10:00:00.000Z', 'received'],
      ['outbound', '2019-05-07T10:00:00.000Z', 'sent'],
    ]);

    expect(heard).toContain('import.changed');
    expect(heard).toContain('counts.stale');
    expect(heard).not.toContain('ticket.changed');
    expect(heard).not.toContain('notification');
    expect((await sanne.get('/api/notifications')).as(notificationPage).items).toEqual([]);
    const { views } = (await sanne.get('/api/views')).as(viewCounts);
    expect(views['open']?.count).toBe(0);
    const jobs = await app.database.dataSource.query(`select 1 from graphile_worker.jobs where task_identifier = 'deliver-message'`);
    expect(jobs).toEqual([]);
  });

  it('adds nothing the second time, and of a longer one only what is new', async () => {
    const first = archived('een@klant.test', { to: account.address });
    await bringOver(owner, 'mail', account.id, mbox(first));
    const before = await tickets();
    expect(await bringOver(owner, 'mail', account.id, mbox(first))).toMatchObject({ made: 0, known: 1 });
    expect(await tickets()).toEqual(before);
    expect(await bringOver(owner, 'mail', account.id, mbox(first, archived('twee@klant.test', { to: account.address })))).toMatchObject({
      made: 1,
      known: 1,
    });
  });

  it('leaves open only what a customer wrote last within a week, in whatever order the mails stand', async () => {
    const question = (id: string, days: number) =>
      archived(`${id}@klant.test`, { to: account.address, subject: id, at: ago(days), from: `${id}@klant.test` });
    const answer = (id: string, days: number) =>
      archived(`re-${id}@winkel.test`, {
        from: account.address,
        to: `${id}@klant.test`,
        subject: `Re: ${id}`,
        at: ago(days),
        headers: [`In-Reply-To: <${id}@klant.test>`],
      });
    const again = (id: string, days: number) =>
      archived(`weer-${id}@klant.test`, {
        from: `${id}@klant.test`,
        to: account.address,
        subject: `Re: ${id}`,
        at: ago(days),
        headers: [`In-Reply-To: <re-${id}@winkel.test>`, `References: <${id}@klant.test> <re-${id}@winkel.test>`],
      });
    await bringOver(
      owner,
      'mail',
      account.id,
      mbox(
        question('oud', 30),
        question('vers', 2),
        question('beantwoord', 3),
        answer('beantwoord', 1),
        answer('omgekeerd', 1),
        question('omgekeerd', 3),
        question('doorgevraagd', 20),
        answer('doorgevraagd', 19),
        again('doorgevraagd', 1),
      ),
    );
    const found = Object.fromEntries((await tickets()).map((row) => [row.subject.replace('Re: ', ''), row]));
    expect(Object.fromEntries(Object.entries(found).map(([subject, row]) => [subject, row.status]))).toEqual({
      oud: 'solved',
      vers: 'open',
      beantwoord: 'pending',
      omgekeerd: 'solved',
      doorgevraagd: 'open',
    });
    expect(found['vers']?.waitingSince).not.toBeNull();
    expect(found['beantwoord']?.waitingSince).toBeNull();
  });

  it('says what cannot come in, and why; and tries that again when asked', async () => {
    const socket = await owner.openSocket();
    const run = await bringOver(
      owner,
      'mail',
      account.id,
      mbox(
        archived('goed@klant.test', { to: account.address }),
        archived('x@klant.test', { from: '', to: account.address, subject: 'Van niemand' }).replace('From: \n', ''),
        archived('ook-goed@klant.test', { to: account.address }),
      ),
    );
    expect(run).toMatchObject({ state: 'finished', made: 2, failed: 1, read: 3, canRetry: true });
    const [failure] = (await owner.get(`/api/imports/${run.id}/failures`)).as(importFailurePage).items;
    expect(failure).toMatchObject({ code: 'no_sender', fileName: 'archief.mbox', label: 'Van niemand' });
    const csv = await owner.get(`/api/imports/${run.id}/failures.csv`);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.text).toContain('"archief.mbox"');

    await act(owner, run.id, 'retry');
    expect(await ended(owner, run.id)).toMatchObject({ state: 'finished', made: 2, failed: 1, read: 3 });
    expect(await tickets()).toHaveLength(2);
    socket.close();
  });

  it('of nothing that is mail says so', async () => {
    const run = await bringOver(owner, 'mail', account.id, [{ name: 'foto.png', contents: Buffer.from([0x89, 0x50, 0x4e, 0x47]) }]);
    expect(run).toMatchObject({ state: 'failed', errorCode: 'nothing_found' });
  });
});

describe('a zip', () => {
  it('of mails in folders comes in, without what is locked, a bomb, or no mail', async () => {
    const eml = (id: string) => Buffer.from(archived(id, { to: account.address }).replace(/^From .*\n/, ''));
    const run = await bringOver(owner, 'mail', account.id, [
      {
        name: 'mails.zip',
        contents: zipOf([
          { name: 'Inbox/een.eml', contents: eml('een@klant.test') },
          { name: '../../twee.eml', contents: eml('twee@klant.test') },
          { name: 'bom.mbox', contents: Buffer.alloc(25_000_000) },
          { name: 'geheim.eml', contents: eml('drie@klant.test'), encrypted: true },
          { name: 'Takeout/Alle mail.mbox', contents: Buffer.from(archived('vier@klant.test', { to: account.address })) },
        ]),
      },
      { name: 'los.eml', contents: eml('vijf@klant.test') },
    ]);
    expect(run).toMatchObject({ state: 'finished', made: 4, failed: 2 });
    const { items } = (await owner.get(`/api/imports/${run.id}/failures`)).as(importFailurePage);
    expect(items.map(({ code, label }) => [code, label])).toEqual([
      ['zip_bomb', 'bom.mbox'],
      ['encrypted', 'geheim.eml'],
    ]);
  });

  it('that is broken ends the run, with words for it', async () => {
    const run = await bringOver(owner, 'mail', account.id, [{ name: 'half.zip', contents: Buffer.from('PK\x03\x04 half') }]);
    expect(run).toMatchObject({ state: 'failed', errorCode: 'broken_archive' });
  });
});

describe('a run', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, nr) =>
      archived(`m${nr}@klant.test`, { from: `k${nr}@klant.test`, to: account.address, subject: `Nr ${nr}` }),
    );

  it('can be paused and goes on where it was; and can be ended for good', async () => {
    const { id } = await anImport(owner, 'mail', account.id, mbox(...many(400)));
    const socket = await owner.openSocket();
    const moving = new Promise<void>((resolve) => socket.on('import.changed', (event) => event.id === id && resolve()));
    await act(owner, id, 'start');
    await moving;
    const paused = await act(owner, id, 'pause');
    expect(paused.state).toBe('paused');
    expect((await owner.post(`/api/imports/${id}/actions`, { action: 'start' })).code).toBe('import_not_possible');
    const stands = await tickets();
    expect(stands.length).toBe(paused.made);
    await act(owner, id, 'resume');
    expect(await ended(owner, id)).toMatchObject({ state: 'finished', made: 400, known: 0, failed: 0 });
    expect(await tickets()).toHaveLength(400);
    socket.close();

    const other = await anImport(owner, 'mail', account.id, mbox(...many(3)));
    expect(await act(owner, other.id, 'cancel')).toMatchObject({ state: 'cancelled', made: 0 });
    const kept = await asOrganisation(app, house.id, (tx) =>
      tx.query('select 1 from import_files where run_id = $1 and storage_key is not null', [other.id]),
    );
    expect(kept).toEqual([]);
  });

  it('takes no half files: an upload that breaks off leaves nothing behind', async () => {
    const { id } = (await owner.post('/api/imports', { source: 'mail', channelAccountId: account.id })).as(importRun);
    const { hostname, port } = new URL(app.url);
    const socket = net.connect(Number(port), hostname);
    const part = `--x\r\nContent-Disposition: form-data; name="file"; filename="groot.mbox"\r\n\r\n${'From '.repeat(20_000)}`;
    socket.write(
      `POST /api/imports/${id}/files HTTP/1.1\r\nHost: ${hostname}:${port}\r\nCookie: ${owner.cookie}\r\nSec-Fetch-Site: same-origin\r\n` +
        `Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 50000000\r\n\r\n${part}`,
    );
    const folder = path.join(app.dataDir, 'files/imports', house.id, id);
    await eventually(
      () =>
        fs.readdir(folder).then(
          (names) => names.length > 0,
          () => false,
        ),
      'the upload has begun',
    );
    socket.destroy();
    await eventually(async () => (await fs.readdir(folder)).length === 0, 'nothing is left');
    expect((await owner.get(`/api/imports/${id}`)).as(importRun)).toMatchObject({ state: 'uploading', files: [] });
    expect((await owner.post(`/api/imports/${id}/actions`, { action: 'start' })).code).toBe('no_import_files');
  });

  it('is for owners, takes files only before it is started, and can be forgotten', async () => {
    expect((await sanne.get('/api/imports')).status).toBe(403);
    const { id } = await anImport(owner, 'mail', account.id, mbox(...many(1)));
    await act(owner, id, 'start');
    await ended(owner, id);
    const form = new FormData();
    form.append('file', new Blob(['x']), 'x.mbox');
    expect((await owner.post(`/api/imports/${id}/files`, form)).code).toBe('import_not_possible');
    expect((await owner.del(`/api/imports/${id}`)).status).toBe(204);
    expect((await owner.get(`/api/imports/${id}`)).status).toBe(404);
    expect(await tickets()).toHaveLength(1);
  });
});
