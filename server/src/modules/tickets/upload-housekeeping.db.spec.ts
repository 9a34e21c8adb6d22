import { attachment } from '@balie/shared/contracts/files.ts';
import { ticketAndMessage } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { TestClock } from '../../../test/support/test-clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { FileStorage } from '../../platform/storage/file-storage.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { aChannelAccount, aTicket, type TestChannelAccount } from './testing/inbound.ts';
import { asOrganisation } from './testing/look.ts';
import { aReply } from './testing/writing.ts';
import { UnusedContents } from './unused-contents.ts';
import { UploadHousekeeping } from './upload-housekeeping.ts';

const clock = new TestClock();
let app: TestApp;
let organisation: FoundedOrganisation;
let account: TestChannelAccount;
let agent: SignedInColleague;
beforeAll(async () => {
  app = await startTestApp({ BALIE_UNDO_SECONDS: '60' }, clock);
  organisation = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, organisation);
});
afterAll(() => app.stop());
beforeEach(async () => {
  clock.set(new Date());
  // Their session began at this hour.
  agent = await aColleague(app, { organisationId: organisation.id });
});

let nr = 0;
async function upload(text = `bijlage ${++nr}`) {
  const form = new FormData();
  form.set('file', new Blob([text], { type: 'text/plain' }), 'brief.txt');
  const { id } = (await agent.post('/api/attachments', form)).as(attachment);
  return { id, storageKey: await keyOf(id) };
}
async function keyOf(attachmentId: string): Promise<string> {
  const [row] = await ask<{ key: string }>(
    'select f.storage_key as key from attachments a join files f on f.id = a.file_id where a.id = $1',
    attachmentId,
  );
  return row?.key ?? '';
}
const ask = <Row>(sql: string, value: unknown) => asOrganisation(app, organisation.id, (tx) => tx.query<Row>(sql, [value]));
const isThere = async (id: string) => (await ask('select id from attachments where id = $1', id)).length === 1;
const hasRow = async (storageKey: string) => (await ask('select id from files where storage_key = $1', storageKey)).length === 1;
const hasContents = (storageKey: string) =>
  app.app
    .get(FileStorage)
    .get(storageKey)
    .then(
      () => true,
      () => false,
    );
const sweep = () => app.app.get(UploadHousekeeping).sweep();
const saveDraft = (ticketId: string, attachmentIds: string[], html = '<p>Hallo</p>') =>
  agent.put(`/api/tickets/${ticketId}/drafts/reply`, { html, attachmentIds });

describe('an upload that was never sent', () => {
  it('goes with its contents after a week, and not before', async () => {
    const { id, storageKey } = await upload();
    clock.advance({ days: 6, minutes: 1_439 });
    await sweep();
    expect([await isThere(id), await hasContents(storageKey)]).toEqual([true, true]);
    clock.advance({ minutes: 2 });
    await sweep();
    expect([await isThere(id), await hasRow(storageKey), await hasContents(storageKey)]).toEqual([false, false, false]);
  });

  it('leaves contents that a message has, too', async () => {
    const { id: ticketId } = await aTicket(app, account);
    const sent = await upload('dezelfde voorwaarden');
    const abandoned = await upload('dezelfde voorwaarden');
    expect(abandoned.storageKey).toBe(sent.storageKey);
    // It waits for its undo window to end.
    const reply = await agent.post(`/api/tickets/${ticketId}/replies`, aReply({ attachmentIds: [sent.id] }));
    reply.as(ticketAndMessage);
    clock.advance({ days: 30 });
    await sweep();
    expect([await isThere(sent.id), await isThere(abandoned.id)]).toEqual([true, false]);
    expect([await hasRow(sent.storageKey), await hasContents(sent.storageKey)]).toEqual([true, true]);
  });

  it('stays as long as a draft names it, as a file or in its text, and goes after that', async () => {
    const { id: ticketId } = await aTicket(app, account);
    const [file, picture] = [await upload(), await upload()];
    expect((await saveDraft(ticketId, [file.id], `<p><img src="/api/attachments/${picture.id}"></p>`)).status).toBe(200);
    clock.advance({ days: 30 });
    await sweep();
    for (const { id, storageKey } of [file, picture]) expect([await isThere(id), await hasContents(storageKey)]).toEqual([true, true]);
    await ask('delete from drafts where ticket_id = $1', ticketId);
    await sweep();
    for (const { id, storageKey } of [file, picture]) expect([await isThere(id), await hasContents(storageKey)]).toEqual([false, false]);
  });

  it('stays when its contents were stored anew a moment ago: their message is on its way', async () => {
    const { id, storageKey } = await upload();
    clock.advance({ days: 8 });
    const left = await app.app.get(UnusedContents).drop(async (tx) => {
      const [row] = await tx.query<{ organisationId: string; sha256: string; storageKey: string }>(
        `delete from attachments a using files f where a.id = $1 and f.id = a.file_id
         returning f.organisation_id as "organisationId", f.sha256, f.storage_key as "storageKey"`,
        [id],
      );
      // The clock of the storage goes on as it is.
      clock.set(new Date());
      return row;
    });
    expect(left).toBe(false);
    expect([await isThere(id), await hasRow(storageKey), await hasContents(storageKey)]).toEqual([true, true, true]);
  });

  it('is passed over while it is being sent', async () => {
    const { id, storageKey } = await upload();
    clock.advance({ days: 8 });
    await app.app.get(UnitOfWork).system('housekeeping', async (tx) => {
      await tx.query('select id from attachments where id = $1 for update', [id]);
      await sweep();
    });
    expect([await isThere(id), await hasContents(storageKey)]).toEqual([true, true]);
  });
});
