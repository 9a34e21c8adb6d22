import { createHmac } from 'node:crypto';
import { type CallEvent, type CallSource, NOTHING_KNOWN, UnreadableCall } from './call-event.ts';
import { equalSecrets } from './equal-secrets.ts';

const ENDED = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);
const WITHHELD = new Set([
  '',
  'anonymous',
  'restricted',
  'unavailable',
  'unknown',
  '+266696687',
  '+7378742833',
  '+2562533',
  '+8656696',
  '+86282452253',
]);

/**
 * Twilio Voice. The number's own call is "in progress" as soon as a menu or a voicemail takes it, so that only the leg to an
 * agent (`ParentCallSid`, or `DialCallStatus` of a `<Dial action>`) tells whether somebody spoke.
 */
export const twilio: CallSource = {
  // It is read as what to do with the call: nothing.
  answer: { contentType: 'text/xml', body: '<?xml version="1.0" encoding="UTF-8"?><Response/>' },
  isSigned: ({ body, url, header }, secret) => {
    const given = header('x-twilio-signature') ?? '';
    const form = new URLSearchParams(body.toString('utf8'));
    return urlsOf(url).some((each) => equalSecrets(given, signatureOf(each, form, secret)));
  },
  read: (body, receivedAt) => {
    const form = new URLSearchParams(body);
    const status = form.get('CallStatus');
    const callSid = form.get('CallSid');
    if (!callSid || !status) throw new UnreadableCall('This is no call status of Twilio: it has no CallSid or no CallStatus.');
    const at = timeOf(form, receivedAt);
    const from = form.get('From') ?? '';
    // Agents call from a program or a desk telephone; Twilio calls that inbound as well.
    const isOurs = /^(sip|client):/i.test(from) || (form.get('Direction') ?? '').startsWith('outbound-api');
    const parent = form.get('ParentCallSid');
    const base = {
      ...NOTHING_KNOWN,
      callId: parent ?? callSid,
      at,
      direction: isOurs ? 'outbound' : 'inbound',
      number: shown(isOurs ? (form.get('To') ?? '') : from),
      callerName: form.get('CallerName') || null,
      recordingUrl: form.get('RecordingUrl') || null,
    } as const;
    if (form.has('DialCallStatus')) return dialled(form, base);
    if (parent) return leg(form, status, base);
    if (ENDED.has(status)) return { ...base, moment: 'ended', endReason: status };
    if (isOurs && status === 'in-progress' && !/^(sip|client):/i.test(from)) return { ...base, moment: 'answered' };
    return { ...base, moment: 'ringing' };
  },
};

type Base = Omit<CallEvent, 'moment'>;

/** The end of `<Dial>`: the only place where a plain set-up tells whether the agent's telephone was answered. */
function dialled(form: URLSearchParams, base: Base): CallEvent {
  const status = form.get('DialCallStatus') ?? '';
  if (status !== 'completed' && status !== 'answered') return { ...base, moment: 'ended', endReason: status };
  const seconds = Number(form.get('DialCallDuration') ?? 0);
  return { ...base, moment: 'ended', endReason: 'completed', answeredAt: new Date(base.at.getTime() - (seconds || 0) * 1000) };
}

/** The call to one agent. That it was not answered says nothing: another agent's may be. */
function leg(form: URLSearchParams, status: string, base: Base): CallEvent | undefined {
  const isOutward = form.get('Direction') === 'outbound-dial';
  // The customer stands on the parent call; a leg knows the caller only as `From`, and may show our own number there.
  const event = { ...base, agent: isOutward && base.direction === 'inbound' ? agentOf(form.get('To') ?? '') : null };
  if (status === 'in-progress') return { ...event, moment: 'answered' };
  if (status !== 'completed') return undefined;
  const seconds = Number(form.get('CallDuration') ?? 0) || 0;
  return { ...event, moment: 'ended', endReason: 'completed', answeredAt: new Date(base.at.getTime() - seconds * 1000) };
}

/** `sip:marieke@shop.sip.twilio.com`, `client:marieke`, or the number of a mobile phone. */
function agentOf(to: string): CallEvent['agent'] {
  const name = /^(?:sip|client):([^@;]+)/i.exec(to)?.[1] ?? to;
  const email = /^client:(.+@.+)$/i.exec(to)?.[1] ?? null;
  return name ? { email, name } : null;
}

function timeOf(form: URLSearchParams, receivedAt: Date): Date {
  const said = new Date(form.get('Timestamp') ?? '');
  return Number.isNaN(said.getTime()) ? receivedAt : said;
}

function shown(number: string): string | null {
  return WITHHELD.has(number.toLowerCase()) ? null : number;
}

/** Base64 of HMAC-SHA1 over the address and the sorted fields, each name followed by its values. */
export function signatureOf(url: string, form: URLSearchParams, secret: string): string {
  const fields = [...new Set(form.keys())].sort().map(
    (name) =>
      name +
      [...new Set(form.getAll(name))]
        .sort()
        .map((value, n) => (n ? name : '') + value)
        .join(''),
  );
  return createHmac('sha1', secret)
    .update(url + fields.join(''))
    .digest('base64');
}

/** Twilio signs with or without the port, whichever way it was told the address. */
function urlsOf(url: string): string[] {
  const [, start = '', host = '', port, rest = ''] = /^(https?):\/\/([^/:?]+)(:\d+)?(.*)$/s.exec(url) ?? [];
  const without = `${start}://${host}${rest}`;
  return port ? [url, without] : [url, `${start}://${host}:${start === 'https' ? 443 : 80}${rest}`];
}
