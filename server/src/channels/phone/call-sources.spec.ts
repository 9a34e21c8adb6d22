import { describe, expect, it } from '@jest/globals';
import type { HookRequest } from './call-event.ts';
import { CALL_SOURCES } from './call-sources.ts';
import { e164 } from './phone-number.ts';

const AT = new Date('2026-08-24T14:52:10Z');
const request = (body: string, url: string, headers: Record<string, string>): HookRequest => ({
  body: Buffer.from(body),
  url,
  header: (name) => headers[name],
});

describe('twilio', () => {
  const { read, isSigned } = CALL_SOURCES.twilio;
  const form = (fields: Record<string, string>) =>
    new URLSearchParams({ CallSid: 'CA1', Direction: 'inbound', From: '+31612345678', ...fields }).toString();

  it('knows the signature of Twilio’s own example, and no other', () => {
    const body = 'CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212';
    const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
    const signed = { 'x-twilio-signature': 'RSOYDt4T1cUTdK1PDd93/VVr8B8=' };
    expect(isSigned?.(request(body, url, signed), '12345')).toBe(true);
    expect(isSigned?.(request(body, url.replace('.com', '.com:443'), signed), '12345')).toBe(true);
    expect(isSigned?.(request(`${body}&More=1`, url, signed), '12345')).toBe(false);
    expect(isSigned?.(request(body, `${url}3`, signed), '12345')).toBe(false);
    expect(isSigned?.(request(body, url, signed), '123456')).toBe(false);
    expect(isSigned?.(request(body, url, {}), '12345')).toBe(false);
  });

  it('takes a call that only a menu or a voicemail took as unanswered', () => {
    expect(read(form({ CallStatus: 'in-progress' }), AT)).toMatchObject({ moment: 'ringing', answeredAt: null });
    expect(read(form({ CallStatus: 'completed', CallDuration: '42' }), AT)).toMatchObject({ moment: 'ended', answeredAt: null });
  });

  it('takes the leg to an agent as the answer, and a leg that nobody took as nothing', () => {
    const leg = { ParentCallSid: 'CA0', Direction: 'outbound-dial', To: 'sip:marieke@winkel.sip.twilio.com' };
    expect(read(form({ ...leg, CallStatus: 'in-progress' }), AT)).toMatchObject({
      callId: 'CA0',
      moment: 'answered',
      agent: { name: 'marieke' },
    });
    expect(read(form({ ...leg, CallStatus: 'no-answer' }), AT)).toBeUndefined();
  });

  it('reckons from the end of a dial when it was answered', () => {
    const dialled = {
      CallStatus: 'in-progress',
      DialCallStatus: 'completed',
      DialCallDuration: '30',
      Timestamp: 'Mon, 24 Aug 2026 14:52:07 +0000',
    };
    expect(read(form(dialled), AT)).toMatchObject({ moment: 'ended', answeredAt: new Date('2026-08-24T14:51:37Z') });
    expect(read(form({ ...dialled, DialCallStatus: 'busy' }), AT)).toMatchObject({ moment: 'ended', answeredAt: null });
  });

  it.each(['anonymous', '+266696687', ''])('knows that "%s" is a withheld number', (From) => {
    expect(read(form({ CallStatus: 'ringing', From }), AT)?.number).toBeNull();
  });

  it('says what is wrong with what is no call status', () => {
    expect(() => read('Body=Hallo', AT)).toThrow('no CallSid');
  });
});

describe('voys', () => {
  const { read, isSigned } = CALL_SOURCES.voys;
  const call = {
    call_id: 'ua9-grq-prd-1693575683.22973164',
    timestamp: '2023-09-01T13:41:25.972110+00:00',
    status: 'created',
    version: 'v2',
    direction: 'inbound',
    caller: { number: '+31507009920', name: 'Johan | Voys', account_number: null, user_numbers: [], user_emails: [] },
    destination: { number: '+31332022074' },
  };

  it('reads the example of Voys', () => {
    expect(read(JSON.stringify(call), AT)).toMatchObject({
      moment: 'ringing',
      number: '+31507009920',
      callerName: 'Johan | Voys',
      at: new Date('2023-09-01T13:41:25.972Z'),
    });
    expect(isSigned).toBeUndefined();
  });

  it('counts a call that another device answered as answered, and lets pass what is new', () => {
    expect(read(JSON.stringify({ ...call, status: 'ended', reason: 'answered-elsewhere' }), AT)).toMatchObject({ answeredElsewhere: true });
    expect(read(JSON.stringify({ ...call, status: 'recording' }), AT)).toBeUndefined();
  });

  it('knows who speaks after a transfer, and which call went on in which', () => {
    const passedOn = {
      ...call,
      merged_id: 'first',
      destination: { number: '+31332022074', name: 'Karim', user_emails: ['karim@winkel.test'] },
    };
    expect(read(JSON.stringify({ ...passedOn, status: 'warm-transfer' }), AT)).toMatchObject({
      moment: 'answered',
      continues: 'first',
      agent: { name: 'Karim', email: 'karim@winkel.test' },
    });
    expect(read(JSON.stringify({ ...passedOn, status: 'cold_transfer' }), AT)).toMatchObject({
      moment: 'ringing',
      continues: 'first',
      agent: null,
    });
    expect(read(JSON.stringify({ ...call, status: 'ringing', merged_id: call.call_id }), AT)).toMatchObject({ continues: null });
  });
});

describe('any other exchange', () => {
  it('reads what is documented, and names what is not right', () => {
    const { read } = CALL_SOURCES.generic;
    expect(read('{"call_id":"7","event":"ringing","at":"2026-08-24T14:52:07Z","from":"0612345678"}', AT)).toMatchObject({
      moment: 'ringing',
      direction: 'inbound',
      number: '0612345678',
    });
    expect(read('{"call_id":"7","event":"transferred","at":"2026-08-24T14:52:07Z","agent":{"name":"Karim"}}', AT)).toMatchObject({
      moment: 'answered',
      agent: { name: 'Karim' },
    });
    expect(() => read('{"call_id":"7","event":"rings","at":"2026-08-24T14:52:07Z"}', AT)).toThrow('event');
    expect(() => read('{"call_id":"7","event":"ended","at":"2026-08-24T14:52:07Z","recording_url":"javascript:alert(1)"}', AT)).toThrow(
      'recording_url',
    );
  });
});

describe('a number', () => {
  it.each([
    ['06 12345678', '+31612345678'],
    ['0031612345678', '+31612345678'],
    ['+32 470 12 34 56', '+32470123456'],
    ['anonymous', null],
    ['sip:101@winkel.test', null],
    ['101', null],
  ])('%s is kept as %s', (given, kept) => {
    expect(e164(given, '+31201234567')).toBe(kept);
  });

  it('without a country is of the shop’s own', () => {
    expect(e164('0470 12 34 56', '+3221234567')).toBe('+32470123456');
  });
});
