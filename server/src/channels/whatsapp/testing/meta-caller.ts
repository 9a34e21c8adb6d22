import { createHmac, randomBytes } from 'node:crypto';

export const NUMBER = {
  phoneNumberId: '106540352242922',
  businessAccountId: '102290129340398',
  displayNumber: '+31 20 123 4567',
  verifiedName: 'De Lampenwinkel',
};
export const CUSTOMER = { wa_id: '31612345678', user_id: 'NL.13491208655302741918', name: 'Loïs 😀' };

type Json = Record<string, unknown>;

/** What Meta's webhooks carry: batches of changes of one business account. */
export function envelope(...values: readonly Json[]): Json {
  const metadata = { display_phone_number: '31201234567', phone_number_id: NUMBER.phoneNumberId };
  const changes = values.map((value) => ({ value: { messaging_product: 'whatsapp', metadata, ...value }, field: 'messages' }));
  return { object: 'whatsapp_business_account', entry: [{ id: NUMBER.businessAccountId, changes }] };
}

export const newWamid = () => `wamid.${randomBytes(18).toString('base64')}`;

/** A customer's message as it stands in a webhook. @param at in seconds */
export function customerMessage(given: Json, at: number): Json {
  return { from: CUSTOMER.wa_id, from_user_id: CUSTOMER.user_id, id: newWamid(), timestamp: String(Math.floor(at)), ...given };
}

export const CONTACTS = [{ profile: { name: CUSTOMER.name }, wa_id: CUSTOMER.wa_id, user_id: CUSTOMER.user_id }];

/** Signs and calls as Meta does. */
export class MetaCaller {
  url = '';

  constructor(private readonly appSecret: string) {}

  /** Meta writes everything beyond ASCII as \uXXXX: who signs the parsed and rewritten body signs something else. */
  static bytes(payload: unknown): string {
    return JSON.stringify(payload).replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  }

  sign(body: string): string {
    return `sha256=${createHmac('sha256', this.appSecret).update(body).digest('hex')}`;
  }

  /** @returns the HTTP status */
  async call(payload: unknown): Promise<number> {
    const body = typeof payload === 'string' ? payload : MetaCaller.bytes(payload);
    return this.post(body, this.sign(body));
  }

  async post(body: string, signature: string | undefined): Promise<number> {
    const headers = { 'content-type': 'application/json', ...(signature ? { 'x-hub-signature-256': signature } : {}) };
    const answer = await fetch(this.url, { method: 'POST', headers, body });
    await answer.arrayBuffer();
    return answer.status;
  }

  /** As Meta asks when the owner enters the address. */
  async verify(verifyToken: string, challenge = '1158201444'): Promise<{ status: number; text: string; type: string }> {
    const query = new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.challenge': challenge, 'hub.verify_token': verifyToken });
    const answer = await fetch(`${this.url}?${query}`);
    return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') ?? '' };
  }
}
