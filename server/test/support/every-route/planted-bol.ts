type Insert = (table: string, row: Record<string, unknown>) => Promise<void>;

type Ids = Readonly<Record<'bolAccount' | 'channelAccount' | 'shop' | 'ticket' | 'me', string>>;

const FACTS = { channel: 'bol', orderNumber: null, caseNumber: null, topic: null, country: null, senderProven: true };

/** What stands in a message that came over a marketplace and was not understood. */
export function plantedFacts(mark: string): string {
  return JSON.stringify({
    ...FACTS,
    recognised: 'unrecognised',
    pattern: null,
    customerName: mark,
    product: { title: mark, ean: null },
  });
}

/** A bol channel on the planted mailbox, and a pattern of the organisation's own. */
export async function plantBol(insert: Insert, planted: Ids, { mark, unique, secrets }: { mark: string; unique: string; secrets: Buffer }) {
  const contactAddress = `${mark}-${unique}@planted.test`;
  await insert('channel_accounts', {
    id: planted.bolAccount,
    shop_id: planted.shop,
    kind: 'bol',
    name: `${mark} bol ${unique}`,
    address: contactAddress,
    status: 'paused',
    settings: JSON.stringify({ mailAccountId: planted.channelAccount, carrierKind: 'email', contactAddress }),
    secrets,
  });
  await insert('bol_accounts', {
    channel_account_id: planted.bolAccount,
    verification: JSON.stringify({ code: mark, link: null, at: new Date().toISOString() }),
  });
  const pattern = { kind: 'notice', name: mark, subject: [mark] };
  await insert('bol_patterns', {
    key: `own-${unique}`,
    version: 1,
    pattern: JSON.stringify(pattern),
    made_by: planted.me,
    made_at: new Date(),
  });
  await insert('ticket_keys', { channel_account_id: planted.bolAccount, key: `order:${mark}`, certain: true, ticket_id: planted.ticket });
}
