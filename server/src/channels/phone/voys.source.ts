import { z } from 'zod';
import { type CallSource, NOTHING_KNOWN, UnreadableCall } from './call-event.ts';

const party = z.object({
  number: z.string().nullish(),
  name: z.string().nullish(),
  user_emails: z.array(z.string()).nullish(),
  targets: z.unknown().optional(),
});
const notification = z.object({
  call_id: z.string().min(1).max(200),
  timestamp: z.iso.datetime({ offset: true }),
  status: z.string(),
  direction: z.enum(['inbound', 'outbound']).default('inbound'),
  reason: z.string().nullish(),
  caller: party,
  destination: party,
  /** Of a transfer: the call that goes on in this one. */
  merged_id: z.string().min(1).max(200).nullish(),
});

const MOMENTS = {
  created: 'ringing',
  ringing: 'ringing',
  'in-progress': 'answered',
  // Whoever it was passed on to speaks with the customer now; passed on without a word, their telephone only rings.
  'warm-transfer': 'answered',
  'cold-transfer': 'ringing',
  ended: 'ended',
} as const;

/** Voys and others on VoIPGRID: "gespreksnotificaties", version 2. They sign nothing. */
export const voys: CallSource = {
  answer: { contentType: 'application/json', body: '{"stored":true}' },
  read: (body) => {
    const call = parsed(body);
    const moment = MOMENTS[call.status.replace('_', '-') as keyof typeof MOMENTS];
    // Whatever is new: the call goes on.
    if (!moment) return undefined;
    const [customer, us] = call.direction === 'inbound' ? [call.caller, call.destination] : [call.destination, call.caller];
    const email = us.user_emails?.[0] ?? null;
    return {
      ...NOTHING_KNOWN,
      callId: call.call_id,
      continues: call.merged_id && call.merged_id !== call.call_id ? call.merged_id : null,
      moment,
      at: new Date(call.timestamp),
      direction: call.direction,
      number: customer.number || null,
      callerName: call.direction === 'inbound' ? nameOf(customer.name, customer.number) : null,
      // While it rings, the destination is a number or a group of telephones, and nobody yet.
      agent: moment === 'answered' && (us.name || email) ? { email, name: us.name ?? null } : null,
      endReason: call.reason || null,
      answeredElsewhere: moment === 'ended' && call.reason === 'answered-elsewhere',
    };
  },
};

/** A name that is only the number again is none. */
function nameOf(name: string | null | undefined, number: string | null | undefined): string | null {
  return name && name !== number ? name : null;
}

function parsed(body: string): z.infer<typeof notification> {
  try {
    return notification.parse(JSON.parse(body));
  } catch {
    throw new UnreadableCall('This is no call notification of version 2 of Voys or VoIPGRID.');
  }
}
