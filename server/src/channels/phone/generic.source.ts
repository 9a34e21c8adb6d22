import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { type CallSource, NOTHING_KNOWN, UnreadableCall } from './call-event.ts';
import { equalSecrets } from './equal-secrets.ts';

/** The documented format for any telephone exchange; see README.md beside this file. */
const event = z.object({
  call_id: z.string().min(1).max(200),
  event: z.enum(['ringing', 'answered', 'transferred', 'ended']),
  at: z.iso.datetime({ offset: true }),
  direction: z.enum(['inbound', 'outbound']).default('inbound'),
  from: z.string().max(60).nullish(),
  to: z.string().max(60).nullish(),
  caller_name: z.string().max(200).nullish(),
  agent: z.object({ email: z.string().max(320).nullish(), name: z.string().max(200).nullish() }).nullish(),
  reason: z.string().max(60).nullish(),
  recording_url: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .nullish(),
});

export const generic: CallSource = {
  answer: { contentType: 'application/json', body: '{"stored":true}' },
  isSigned: ({ body, header }, secret) => equalSecrets(header('x-balie-signature') ?? '', genericSignature(body, secret)),
  read: (body) => {
    const call = parsed(body);
    return {
      ...NOTHING_KNOWN,
      callId: call.call_id,
      // Whoever it was passed on to answers it.
      moment: call.event === 'transferred' ? 'answered' : call.event,
      at: new Date(call.at),
      direction: call.direction,
      number: (call.direction === 'inbound' ? call.from : call.to) || null,
      callerName: call.caller_name || null,
      agent: call.agent ? { email: call.agent.email || null, name: call.agent.name || null } : null,
      endReason: call.reason || null,
      answeredElsewhere: call.event === 'ended' && call.reason === 'answered-elsewhere',
      recordingUrl: call.recording_url ?? null,
    };
  },
};

/** `sha256=` and HMAC-SHA256 of the raw body, in hexadecimals. */
export function genericSignature(body: Uint8Array, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

function parsed(body: string): z.infer<typeof event> {
  try {
    return event.parse(JSON.parse(body));
  } catch (error) {
    const where =
      error instanceof z.ZodError ? error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') : 'no JSON';
    throw new UnreadableCall(`This is no call event (${where.slice(0, 300)}).`);
  }
}
