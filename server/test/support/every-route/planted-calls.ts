type Insert = (table: string, row: Record<string, unknown>) => Promise<void>;

type Ids = Readonly<Record<'phoneAccount' | 'shop' | 'call' | 'contact' | 'message', string>>;

/** A telephone number and a call to it. */
export async function plantCall(
  insert: Insert,
  planted: Ids,
  { mark, unique, secrets }: { mark: string; unique: string; secrets: Buffer },
) {
  const at = new Date();
  await insert('channel_accounts', {
    id: planted.phoneAccount,
    shop_id: planted.shop,
    kind: 'phone',
    name: `${mark} telephone`,
    address: `${mark}-${unique}`,
    settings: JSON.stringify({ provider: 'twilio' }),
    secrets,
    hook_token: `${mark}-phone-${unique}`,
  });
  await insert('calls', {
    id: planted.call,
    channel_account_id: planted.phoneAccount,
    shop_id: planted.shop,
    provider_call_id: unique,
    direction: 'inbound',
    number: mark + unique,
    caller_name: mark,
    contact_id: planted.contact,
    message_id: planted.message,
    rang_at: at,
    created_at: at,
    updated_at: at,
  });
}
