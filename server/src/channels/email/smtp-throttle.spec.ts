import { expect, it } from '@jest/globals';
import { throttleOf } from './smtp-throttle.ts';

const throttle = (response: string) => throttleOf({ responseCode: Number(response.slice(0, 3)), response });

it.each([
  '421 4.7.0 Try again later, closing connection.',
  '450 4.2.1 Sending rate of this mailbox is exceeded',
  '451 4.7.1 Too many messages from your address, slow down',
  '454 4.7.0 Too many login attempts, please try again later.',
  '432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded',
  '421-4.7.28 Gmail has detected an unusual rate of mail originating from your account.',
  '550 5.7.60 Hourly sending limit reached for this account',
  '554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; message sender exceeded submission quota',
])('takes it for the account’s: %s', (response) => {
  expect(throttle(response)).toBeDefined();
});

it.each([
  '550 5.4.5 Daily user sending limit exceeded. For more information on Gmail sending limits go to',
  "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
])('waits an hour where a day is full: %s', (response) => {
  expect(throttle(response)).toEqual({ seconds: 3_600 });
});

it.each([
  '451 4.7.1 Greylisted, come back later',
  '450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages',
  '452 4.2.2 The recipient’s mailbox is over quota',
  '552 5.2.2 Quota exceeded (mailbox for user is full)',
  '452 4.5.3 Too many recipients',
  '550 5.1.1 No such user',
  '552 5.3.4 Message size exceeds fixed limit',
  '550 5.7.60 SMTP; Client does not have permissions to send as this sender',
  '535 5.7.8 Username and password not accepted',
  '250 2.0.0 OK',
])('leaves it with the one mail: %s', (response) => {
  expect(throttle(response)).toBeUndefined();
});
