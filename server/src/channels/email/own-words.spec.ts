import { expect, it } from '@jest/globals';
import { inboundFrom } from './mail-to-inbound.ts';
import { isToOurselves, ownWords } from './own-words.ts';
import { parseMail } from './parse-mail.ts';
import { OWN, sample } from './testing/corpus/corpus-mail.ts';

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
const SANNE = 'Sanne <sanne@winkel.test>';

/** Who wrote to whom, and what becomes of it. */
async function kept(headers: Parameters<typeof sample>[1]) {
  const mail = await parseMail(sample('kept', headers, 'Hallo').raw);
  const raw = { id: '', externalKey: '', receivedAt: new Date('2026-03-03T12:00:00Z'), silent: true };
  const message = ownWords(inboundFrom(mail, [], account, raw, OWN), mail, OWN);
  return { customer: message.sender.identity?.value, direction: message.direction, ours: isToOurselves(message, OWN) };
}
const answer = { customer: 'piet@klant.test', direction: 'outbound', ours: false };

it.each([
  ['from a mailbox of ours', { From: 'info@winkel.test', To: 'piet@klant.test' }],
  ['from a colleague whose address is not connected', { From: SANNE, To: 'piet@klant.test' }],
  ['with a copy to us and answers to the colleague', { From: SANNE, To: 'piet@klant.test', Cc: 'info@winkel.test', 'Reply-To': SANNE }],
])('is our answer: mail to a customer %s', async (_how, headers) => {
  expect(await kept(headers)).toEqual(answer);
});

it.each([
  ['a customer writes', {}, 'jan@klant.test'],
  ['a colleague asks us', { From: SANNE }, 'sanne@winkel.test'],
  ['a colleague asks us, and a customer', { From: SANNE, To: 'info@winkel.test, piet@klant.test' }, 'sanne@winkel.test'],
  ['colleagues write to each other', { From: SANNE, To: 'piet@winkel.test' }, 'sanne@winkel.test'],
  ['a form of our site writes', { From: 'wordpress@winkel.test', To: 'piet@winkel.test', 'Reply-To': 'jan@klant.test' }, 'jan@klant.test'],
  ['somebody elsewhere writes to a third', { To: 'piet@klant.test' }, 'jan@klant.test'],
])('comes in when %s', async (_who, headers, customer) => {
  expect(await kept(headers)).toEqual({ customer, direction: 'inbound', ours: false });
});

it('is nobody’s when we wrote to ourselves', async () => {
  expect(await kept({ From: 'info@winkel.test', To: 'retour@winkel.test' })).toMatchObject({ direction: 'inbound', ours: true });
});
