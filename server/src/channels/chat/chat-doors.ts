import type { IncomingHttpHeaders } from 'node:http';
import type { ChatLook } from '@balie/shared/contracts/chat-desk.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Config } from '../../platform/config/config.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { ForeignOrigin } from '../../platform/http/http.errors.ts';
import { isOwnOrigin } from '../../platform/http/own-origin.ts';
import { AccountHealth } from '../core/account-health.ts';
import { ChannelAccountChanges } from '../core/channel-account-changes.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import type { ChannelAccountForAdapter } from '../core/channel-adapter.ts';
import { ChatUnavailable } from './chat.errors.ts';
import { lookOf } from './chat-account.ts';
import { isAllowedOrigin } from './domains.ts';

/** Read once for a burst; what the owner changes counts a moment later. */
const OPEN_MS = 1_000;
const MOST_OPEN = 1_000;

/** A shop's chat, as a page of it finds it. */
export interface OpenChat {
  readonly key: string;
  readonly account: ChannelAccountForAdapter;
  readonly look: ChatLook;
}
type Known = OpenChat & { seen: boolean };

/** Where visitors come in: by the public key of a chat, from one of its own pages. */
@Injectable()
export class ChatDoors {
  private readonly open = new Map<string, { readonly chat: Promise<Known>; readonly until: number }>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: ChannelAccounts,
    private readonly changes: ChannelAccountChanges,
    private readonly health: AccountHealth,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Reading what everybody may see needs no `Origin`: browsers leave it out on the site itself. @throws {ChatUnavailable | ForeignOrigin} */
  async look(key: string, headers: IncomingHttpHeaders): Promise<OpenChat> {
    const chat = await this.chatOf(key);
    if (headers.origin !== undefined) this.check(chat, headers);
    if (!chat.seen) await this.noteSeen(chat);
    return chat;
  }

  /** @throws {ChatUnavailable | ForeignOrigin} */
  async enter(key: string, headers: IncomingHttpHeaders): Promise<OpenChat> {
    const chat = await this.chatOf(key);
    this.check(chat, headers);
    return chat;
  }

  private check({ look }: OpenChat, headers: IncomingHttpHeaders): void {
    const { origin } = headers;
    if (isAllowedOrigin(origin, look.domains)) return;
    if (origin !== undefined && isOwnOrigin(origin, headers, this.config)) return;
    throw new ForeignOrigin();
  }

  private chatOf(key: string): Promise<Known> {
    const known = this.open.get(key);
    if (known && known.until > performance.now()) return known.chat;
    const chat = this.lookUp(key);
    this.open.delete(key);
    const [oldest] = this.open.keys();
    if (this.open.size >= MOST_OPEN && oldest !== undefined) this.open.delete(oldest);
    this.open.set(key, { chat, until: performance.now() + OPEN_MS });
    // Who guesses keys shall not fill the memory, and a database that was away is asked again.
    chat.catch(() => this.open.delete(key));
    return chat;
  }

  private async lookUp(key: string): Promise<Known> {
    const [found] = await this.unitOfWork.system('chat-reception', (tx) =>
      tx.prepared<{ id: string; organisationId: string; seen: boolean }>(
        `select id, organisation_id as "organisationId", hook_called_at is not null as seen from channel_accounts
          where hook_token = $1 and kind = 'chat' and removed_at is null and status <> 'paused'`,
        [key],
      ),
    );
    const account = found && (await inOrganisation(found.organisationId, () => this.accounts.forAdapter(found.id)));
    if (!account) throw new ChatUnavailable();
    return { key, account, look: lookOf(account), seen: found.seen };
  }

  /** The owner waits for it on the page where the chat is set up. */
  private async noteSeen(chat: Known): Promise<void> {
    chat.seen = true;
    await inOrganisation(chat.account.organisationId, async () => {
      await this.unitOfWork.run(async (tx) => {
        await tx.query(
          'update channel_accounts set hook_called_at = $3 where organisation_id = $1 and id = $2 and hook_called_at is null',
          [tx.organisationId, chat.account.id, this.clock.now()],
        );
        await this.changes.tell(tx, chat.account.id);
      });
      this.health.working(chat.account.id, 'receive');
    });
  }
}
