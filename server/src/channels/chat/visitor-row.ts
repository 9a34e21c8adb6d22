import type { ChatCart, ChatOrder, ChatPage } from '@balie/shared/contracts/chat.ts';
import type { Locale } from '@balie/shared/contracts/common.ts';

/** Somebody in the chat of a shop. */
export interface VisitorRow {
  readonly id: string;
  readonly channelAccountId: string;
  /** The shop's own id of its customer; null for who is not signed in with the shop. */
  readonly shopUserId: string | null;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly phone: string | null;
  readonly language: Locale;
  readonly page: ChatPage | null;
  readonly browser: string;
  readonly context: { readonly cart?: ChatCart | null; readonly order?: ChatOrder | null };
  /** Somebody is there until then; in the past: when they left. */
  readonly onlineUntil: Date;
  readonly blockedAt: Date | null;
}

export const VISITOR_COLUMNS = `v.id, v.channel_account_id as "channelAccountId", v.shop_user_id as "shopUserId", v.name, v.email,
  v.email_verified as "emailVerified", v.phone, v.language, v.page, v.browser, v.context, v.online_until as "onlineUntil", v.blocked_at as "blockedAt"`;

/** By what somebody goes who told no name: enough to tell two of them apart. */
export function placeholderName({ id, language }: Pick<VisitorRow, 'id' | 'language'>): string {
  return `${language === 'nl' ? 'Bezoeker' : 'Visitor'} ${id.slice(-4).toUpperCase()}`;
}

export const nameOf = (visitor: VisitorRow): string => visitor.name || placeholderName(visitor);
