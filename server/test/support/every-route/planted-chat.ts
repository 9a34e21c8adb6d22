import type { ChatLook } from '@balie/shared/contracts/chat-desk.ts';
import { v7 as newId } from 'uuid';

type Insert = (table: string, row: Record<string, unknown>) => Promise<void>;
type Ids = Readonly<Record<'chatAccount' | 'chatVisitor' | 'chatFile' | 'shop', string>>;

/** The chat of a shop, and a visitor with a conversation and a file. */
export async function plantChat(
  insert: Insert,
  planted: Ids,
  {
    mark,
    unique,
    secrets,
    tokenHash,
    storageKey,
  }: { mark: string; unique: string; secrets: Buffer; tokenHash: Buffer; storageKey: string },
) {
  const look: ChatLook = {
    colour: '#0b6e4f',
    language: 'nl',
    greeting: { nl: mark, en: mark },
    preChat: { name: 'off', email: 'off' },
    hours: { timeZone: 'Europe/Amsterdam', windows: [] },
    answerWithinMinutes: 60,
    domains: [`${mark}.test`],
    identityRequired: false,
    mailAfterMinutes: 2,
  };
  await insert('channel_accounts', {
    id: planted.chatAccount,
    shop_id: planted.shop,
    kind: 'chat',
    name: `${mark} chat ${unique}`,
    address: `${mark}-${unique}.test`,
    status: 'paused',
    settings: JSON.stringify(look),
    secrets,
    hook_token: `chat-${unique}-${unique}`,
  });
  const now = new Date();
  await insert('chat_visitors', {
    id: planted.chatVisitor,
    channel_account_id: planted.chatAccount,
    name: mark,
    email: `${mark}-${unique}@planted.test`,
    language: 'nl',
    page: JSON.stringify({ url: `https://${mark}.test/`, title: mark, referrer: '' }),
    online_until: now,
    created_at: now,
  });
  await insert('chat_blocked_addresses', { address_hash: tokenHash, visitor_id: planted.chatVisitor, expires_at: now });
  await insert('chat_tokens', { token_hash: tokenHash, visitor_id: planted.chatVisitor, identified: false, expires_at: now });
  await insert('chat_messages', {
    id: newId(),
    channel_account_id: planted.chatAccount,
    visitor_id: planted.chatVisitor,
    side: 'visitor',
    text: mark,
    state: 'sent',
    at: now,
  });
  await insert('chat_files', {
    id: planted.chatFile,
    visitor_id: planted.chatVisitor,
    storage_key: storageKey,
    name: mark,
    content_type: 'text/plain',
    size_bytes: 1,
    created_at: now,
  });
}
