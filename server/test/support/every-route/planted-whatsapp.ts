type Insert = (table: string, row: Record<string, unknown>) => Promise<void>;

type Ids = Readonly<Record<'whatsAppNumber' | 'shop' | 'message' | 'template', string>>;

/** A WhatsApp number, and an answer that left as several messages. */
export async function plantWhatsApp(
  insert: Insert,
  planted: Ids,
  { mark, unique, secrets }: { mark: string; unique: string; secrets: Buffer },
) {
  const [phoneNumberId, businessAccountId] = ['106540352242922', '102290129340398'];
  await insert('channel_accounts', {
    id: planted.whatsAppNumber,
    shop_id: planted.shop,
    kind: 'whatsapp',
    name: `${mark} number ${unique}`,
    address: `+31${unique}`,
    status: 'paused',
    settings: JSON.stringify({
      phoneNumberId,
      businessAccountId,
      displayNumber: mark,
      verifiedName: mark,
      verifyToken: mark,
      locale: 'nl',
    }),
    secrets,
    hook_token: `${mark}-${unique}-${unique}`,
  });
  await insert('message_templates', {
    id: planted.template,
    channel_account_id: planted.whatsAppNumber,
    external_id: unique,
    name: `${mark} template`,
    language: 'nl',
    category: 'utility',
    status: 'approved',
    content: JSON.stringify({ header: null, body: mark, footer: null, buttons: [], examples: {} }),
    sendable: true,
  });
  await insert('reply_windows', { channel_account_id: planted.whatsAppNumber, address: `+31${mark}`, heard_at: new Date() });
  await insert('message_reactions', { message_id: planted.message, side: 'us', emoji: mark, state: 'sent', changed_at: new Date() });
  await insert('sent_parts', { message_id: planted.message, part: 1, external_id: mark });
}
