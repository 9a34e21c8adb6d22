import { randomBytes } from 'node:crypto';
import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { Config } from '../../platform/config/config.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { AccountHealth } from './account-health.ts';
import { ChannelAccounts } from './channel-accounts.ts';
import type { ChannelAccountForAdapter, ChannelHook, HookAnswer, HookCall } from './channel-adapter.ts';
import { ChannelRegistry } from './channel-registry.ts';
import { StoredTogether } from './stored-together.ts';
import { HookRefused, HookTooLarge } from './webhook.errors.ts';

const TOKEN_BYTES = 24;
/** Read once for a burst; what somebody changes meanwhile counts a moment later. */
const OPEN_MS = 1_000;
const MOST_OPEN = 1_000;

interface Opened {
  readonly account: ChannelAccountForAdapter;
  readonly hook: ChannelHook;
  /** It was called before. */
  readonly known: boolean;
}

/** Takes calls of providers: stored and queued before they are answered. */
@Injectable()
export class Webhooks {
  private readonly open = new Map<string, { readonly opened: Promise<Opened>; readonly until: number }>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: ChannelRegistry,
    private readonly accounts: ChannelAccounts,
    private readonly together: StoredTogether,
    private readonly health: AccountHealth,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** For a new account. */
  static newToken(): string {
    return randomBytes(TOKEN_BYTES).toString('base64url');
  }

  /** What the provider is told to call; null for an account that is not called. */
  async addressOf(accountId: string): Promise<string | null> {
    const [row] = await this.unitOfWork.run((tx) =>
      tx.query<{ kind: string; token: string | null }>(
        'select kind, hook_token as token from channel_accounts where organisation_id = $1 and id = $2 and removed_at is null',
        [tx.organisationId, accountId],
      ),
    );
    return row?.token ? `${this.config.publicUrl}/api/hooks/${row.kind}/${row.token}` : null;
  }

  /** Has the provider found us? */
  async wasCalled(accountId: string): Promise<boolean> {
    const found = await this.unitOfWork.run((tx) =>
      tx.query('select from channel_accounts where organisation_id = $1 and id = $2 and hook_called_at is not null', [
        tx.organisationId,
        accountId,
      ]),
    );
    return found.length > 0;
  }

  /** Durable when it resolves. @returns what the provider reads, if it reads anything @throws {NotFound | HookRefused | HookTooLarge} */
  async receive(kind: string, token: string, call: Omit<HookCall, 'url'>): Promise<HookAnswer | undefined> {
    const { account, hook, known } = await this.accountOf(kind, token);
    const query = new URLSearchParams(call.query).toString();
    const url = `${this.config.publicUrl}/api/hooks/${kind}/${token}${query ? `?${query}` : ''}`;
    if (hook.maxBytes !== undefined && call.body.byteLength > hook.maxBytes) throw new HookTooLarge();
    await inOrganisation(account.organisationId, async () => {
      const messages = this.checked(account, () => hook.receive(account, { ...call, url }));
      await this.together.store(account.id, messages);
      if (!known) await this.noteCall(account.id);
      this.health.working(account.id, 'receive');
    });
    return hook.answer?.(account);
  }

  /** @returns the provider's own challenge @throws {NotFound | HookRefused} */
  async verify(kind: string, token: string, query: Readonly<Record<string, string>>): Promise<string> {
    const { account, hook, known } = await this.accountOf(kind, token);
    if (!hook.verify) throw new NotFound('webhook');
    const challenge = hook.verify(account, query);
    await inOrganisation(account.organisationId, async () => {
      if (!known) await this.noteCall(account.id);
      this.health.working(account.id, 'receive');
    });
    return challenge;
  }

  /** A wrong secret, on either side, looks like a stranger: the owner reads of it. */
  private checked<T>(account: ChannelAccountForAdapter, look: () => T): T {
    try {
      return look();
    } catch (error) {
      if (error instanceof HookRefused) {
        this.health.retrying(account.id, 'receive', { code: 'signature_invalid', message: reason('signature-invalid') });
      }
      throw error;
    }
  }

  private async noteCall(accountId: string): Promise<void> {
    await this.unitOfWork.run((tx) =>
      tx.query('update channel_accounts set hook_called_at = $3 where organisation_id = $1 and id = $2 and hook_called_at is null', [
        tx.organisationId,
        accountId,
        this.clock.now(),
      ]),
    );
  }

  private accountOf(kind: string, token: string): Promise<Opened> {
    const key = `${kind}/${token}`;
    const known = this.open.get(key);
    if (known && known.until > performance.now()) return known.opened;
    const opened = this.lookUp(kind, token);
    this.open.delete(key);
    const [oldest] = this.open.keys();
    if (this.open.size >= MOST_OPEN && oldest !== undefined) this.open.delete(oldest);
    this.open.set(key, { opened, until: performance.now() + OPEN_MS });
    // Who guesses addresses shall not fill the memory, and a database that was away is asked again.
    opened.catch(() => this.open.delete(key));
    return opened;
  }

  private async lookUp(kind: string, token: string): Promise<Opened> {
    const [found] = await this.unitOfWork.system('webhooks', (tx) =>
      tx.prepared<{ id: string; organisationId: string; known: boolean; paused: boolean }>(
        `select id, organisation_id as "organisationId", hook_called_at is not null as known, status = 'paused' as paused
           from channel_accounts where hook_token = $1 and kind = $2 and removed_at is null`,
        [token, kind],
      ),
    );
    const account = found && (await inOrganisation(found.organisationId, () => this.accounts.forAdapter(found.id)));
    if (!account) throw new NotFound('webhook');
    const { hook } = this.registry.get(account.kind);
    if (!hook || (found.paused && hook.deafWhilePaused)) throw new NotFound('webhook');
    return { account, hook, known: found.known };
  }
}
