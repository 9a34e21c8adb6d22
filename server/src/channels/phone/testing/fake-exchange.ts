import { createHmac, randomUUID } from 'node:crypto';
import type { PhoneProvider } from '@balie/shared/contracts/phone.ts';

/** A call as somebody makes it; each provider tells of it in its own words. */
export interface FakeCall {
  readonly id: string;
  readonly direction: 'inbound' | 'outbound';
  /** The customer's; empty when withheld. */
  readonly customer: string;
  readonly shop: string;
  readonly agent: { readonly name: string; readonly email: string };
  readonly startedAt: Date;
}
export type FakeMoment = 'ringing' | 'answered' | 'hung-up' | 'missed';

export interface FakeRequest {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function aCall(call: Partial<FakeCall> = {}): FakeCall {
  return {
    id: `CA${randomUUID().replaceAll('-', '')}`,
    direction: 'inbound',
    customer: '+31612345678',
    shop: '+31201234567',
    agent: { name: 'Marieke', email: 'marieke@winkel.test' },
    startedAt: new Date(),
    ...call,
  };
}

type Tells = (call: FakeCall, moment: FakeMoment, at: Date, sign: { readonly url: string; readonly secret: string }) => FakeRequest;

/** What each provider sends at a moment of a call, signed as it signs. @see channels/phone/README.md for the generic one */
export const FAKE_EXCHANGES: Readonly<Record<PhoneProvider, Tells>> = { twilio: tellTwilio, voys: tellVoys, generic: tellGeneric };

/** A number whose menu dials the agents: `<Dial><Client statusCallback>`, and the voice address as the start. */
function tellTwilio(call: FakeCall, moment: FakeMoment, at: Date, sign: { url: string; secret: string }): FakeRequest {
  const isOurs = call.direction === 'outbound';
  const parent = { CallSid: call.id, Direction: 'inbound', From: isOurs ? `client:${call.agent.email}` : call.customer || 'anonymous' };
  const leg = { CallSid: `${call.id}leg`, ParentCallSid: call.id, Direction: 'outbound-dial', From: parent.From };
  const to = isOurs ? call.customer : call.shop;
  const legTo = isOurs ? call.customer : `client:${call.agent.email}`;
  const fields: Record<FakeMoment, Record<string, string>> = {
    ringing: { ...parent, To: to, CallStatus: 'ringing' },
    answered: { ...leg, To: legTo, CallStatus: 'in-progress' },
    // Twilio ends it so whether an agent or a voicemail took it.
    'hung-up': { ...parent, To: to, CallStatus: 'completed', CallDuration: '60' },
    missed: { ...parent, To: to, CallStatus: 'completed', DialCallStatus: 'no-answer' },
  };
  const form = new URLSearchParams({
    AccountSid: 'AC0123456789',
    ApiVersion: '2010-04-01',
    Timestamp: at.toUTCString(),
    CallbackSource: 'call-progress-events',
    ...fields[moment],
  });
  const text = [...form].sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, value]) => name + value);
  return {
    body: form.toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': createHmac('sha1', sign.secret)
        .update(sign.url + text.join(''))
        .digest('base64'),
    },
  };
}

function tellVoys(call: FakeCall, moment: FakeMoment, at: Date): FakeRequest {
  const customer = { number: call.customer || 'anonymous', name: null, account_number: null, user_numbers: [], user_emails: [] };
  const agent = { number: call.shop, name: call.agent.name, account_number: 234, user_numbers: ['678'], user_emails: [call.agent.email] };
  const us = moment === 'answered' || call.direction === 'outbound' ? agent : { number: call.shop };
  const [caller, destination] = call.direction === 'inbound' ? [customer, us] : [us, customer];
  const [status, reason] = (
    {
      ringing: ['ringing', ''],
      answered: ['in-progress', ''],
      'hung-up': ['ended', 'completed'],
      missed: ['ended', 'no-answer'],
    } as const
  )[moment];
  const body = {
    call_id: call.id,
    timestamp: at.toISOString(),
    status,
    reason,
    version: 'v2',
    direction: call.direction,
    caller,
    destination,
  };
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

function tellGeneric(call: FakeCall, moment: FakeMoment, at: Date, sign: { secret: string }): FakeRequest {
  const isEnd = moment === 'hung-up' || moment === 'missed';
  const body = JSON.stringify({
    call_id: call.id,
    event: isEnd ? 'ended' : moment,
    at: at.toISOString(),
    direction: call.direction,
    from: call.direction === 'inbound' ? call.customer || null : call.shop,
    to: call.direction === 'inbound' ? call.shop : call.customer,
    ...(moment === 'answered' ? { agent: call.agent } : {}),
    ...(isEnd ? { reason: moment === 'missed' ? 'no-answer' : 'completed' } : {}),
    ...(moment === 'hung-up' ? { recording_url: `https://pbx.winkel.test/recordings/${call.id}` } : {}),
  });
  const signature = `sha256=${createHmac('sha256', sign.secret).update(body).digest('hex')}`;
  return { body, headers: { 'content-type': 'application/json', 'x-balie-signature': signature } };
}
