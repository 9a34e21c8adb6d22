import { expect, it } from '@jest/globals';
import { smtpFailure } from './smtp-outcome.ts';

const server = { host: 'smtp.shop.nl', port: 465, security: 'tls', user: 'info@shop.nl', password: 'x' } as const;
const answered = (response: string) =>
  smtpFailure(Object.assign(new Error(response), { code: 'EMESSAGE', responseCode: Number(response.slice(0, 3)), response }), server);

it.each(['552 5.3.4 Message size exceeds fixed limit', '554 5.2.3 Too large', '552 Message size exceeds maximum'])(
  'knows a mail that is too large for the server: %s',
  (response) => {
    expect(answered(response)).toMatchObject({ tooLarge: true, result: { outcome: 'rejected' } });
  },
);

it('takes a full mailbox for no question of size', () => {
  expect(answered('552 5.2.2 Mailbox is full').tooLarge).toBeUndefined();
});

it('blames the account when the provider takes no more from it', () => {
  expect(answered('451 4.7.1 Too many messages')).toMatchObject({ result: { outcome: 'retry', throttled: true } });
});
