import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aFoundedOrganisation } from '../../modules/agents/testing/people.ts';
import { aChannelAccount, type TestChannelAccount } from '../../modules/tickets/testing/inbound.ts';
import { asOrganisation } from '../../modules/tickets/testing/look.ts';
import { PassedOver } from '../core/passed-over.ts';
import { RawMessages } from '../core/raw-messages.ts';
import { TO_STRANGERS } from './sent-mail.ts';

let app: TestApp;
let account: TestChannelAccount;
beforeAll(async () => {
  app = await startTestApp();
  account = await aChannelAccount(app, await aFoundedOrganisation(app));
});
afterAll(() => app.stop());

const asUs = <T>(work: Parameters<typeof asOrganisation<T>>[2]) => asOrganisation(app, account.organisationId, work);
async function store(externalKey: string, from: string, to: string, headers: readonly string[], silent = false): Promise<void> {
  const lines = [`From: ${from}`, `To: ${to}`, `Message-ID: <${externalKey}@x.test>`, 'Subject: Vraag', ...headers, '', 'Tekst', ''];
  const contents = Buffer.from(lines.join('\r\n'));
  await asUs(() => app.app.get(RawMessages).store(account.id, [{ externalKey, contents, receivedAt: new Date(), summary: '', silent }]));
  await settled();
}
const settled = () =>
  eventually(async () => {
    const waiting = await asUs((tx) => tx.query(`select 1 from raw_messages where state = 'pending'`));
    return waiting.length === 0;
  }, 'nothing waits');
const reasonOf = async (externalKey: string) => {
  const [row] = await asUs((tx) =>
    tx.query<{ reason: string | null }>('select reason from raw_messages where external_key = $1', [externalKey]),
  );
  return row?.reason;
};

it('what a colleague sent to a customer whose question came in later, from the history, joins it when it is judged again', async () => {
  const customer = 'klant@elders.test';
  await store('sent.1.1', account.address, customer, ['In-Reply-To: <1.7@x.test>']);
  await store('sent.1.2', account.address, 'tante@familie.test', []);
  expect(await reasonOf('sent.1.1')).toBe(TO_STRANGERS);
  await store('1.7', customer, account.address, ['Date: Tue, 03 Mar 2026 11:20:00 +0100'], true);
  await asUs((tx) => app.app.get(PassedOver).again(tx, account.id, TO_STRANGERS));
  await settled();
  expect(await reasonOf('sent.1.1')).toBeNull();
  expect(await reasonOf('sent.1.2')).toBe(TO_STRANGERS);
  expect(await asUs((tx) => tx.query('select direction from messages order by created_at, id'))).toHaveLength(2);
  expect(await asUs((tx) => tx.query('select message_count, last_direction from tickets'))).toEqual([
    { message_count: 2, last_direction: 'outbound' },
  ]);
});
