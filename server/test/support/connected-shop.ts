import { type ConnectEmailRequest, channelAccount } from '@balie/shared/contracts/channels.ts';
import { page } from '@balie/shared/contracts/common.ts';
import { shop } from '@balie/shared/contracts/people.ts';
import { ApiClient } from './api-client.ts';
import { eventually } from './eventually.ts';

export const MAILBOX = { address: 'service@winkel.test', password: 'mailbox-geheim' };
const OWNER = { email: 'sanne@winkel.test', password: 'een lang wachtwoord' };

export interface MailPorts {
  readonly imapPort: number;
  readonly smtpPort: number;
  /** Where it sends with these, when that is another server than the one it receives from. */
  readonly smtpUser?: { readonly user: string; readonly password: string };
}

/** Through the front door: first run, and a mailbox connected from now on. @returns the owner, signed in */
export async function openShop(url: string, ports: MailPorts): Promise<{ owner: ApiClient; accountId: string }> {
  const owner = new ApiClient(url);
  const names = { organisationName: 'De Lampenwinkel', shopName: 'De Lampenwinkel', name: 'Sanne de Vries', locale: 'nl' };
  const made = await owner.post('/api/setup', { ...names, ...OWNER });
  if (made.status !== 201) throw new Error(`First run failed: ${made.text}`);
  const [first] = (await owner.get('/api/shops')).as(page(shop)).items;
  if (!first) throw new Error('First run made no shop');
  const endpoint = { host: '127.0.0.1', security: 'none' as const, user: MAILBOX.address, password: MAILBOX.password };
  const request: ConnectEmailRequest = {
    address: MAILBOX.address,
    imap: { ...endpoint, port: ports.imapPort },
    smtp: { ...endpoint, ...ports.smtpUser, port: ports.smtpPort },
    shopId: first.id,
    name: 'Klantenservice',
    historyDays: null,
  };
  const { id: accountId } = (await owner.post('/api/channels/email/accounts', request)).as(channelAccount);
  await eventually(async () => {
    const { items } = (await owner.get('/api/channel-accounts')).as(page(channelAccount));
    return items.some((account) => account.id === accountId && account.status === 'connected');
  }, 'the mailbox is connected');
  return { owner, accountId };
}

export async function signIn(url: string): Promise<ApiClient> {
  const client = new ApiClient(url);
  const answer = await client.post('/api/session', OWNER);
  if (answer.status >= 300) throw new Error(`Signing in failed: ${answer.text}`);
  return client;
}

/** A customer's mail. @param id of the Message-ID, without angle brackets */
export function customerMail(
  id: string,
  { subject = 'Vraag', text = 'Hallo!', from = 'Jan Klant <jan@klant.test>', headers = '' } = {},
): string {
  return [
    `From: ${from}`,
    `To: ${MAILBOX.address}`,
    `Subject: ${subject}`,
    `Message-ID: <${id}>`,
    `Date: ${new Date().toUTCString()}`,
    ...(headers ? [headers] : []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ].join('\r\n');
}
