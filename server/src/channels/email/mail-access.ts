import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { ChannelAccountChanges } from '../core/channel-account-changes.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import type { ChannelAccountForAdapter } from '../core/channel-adapter.ts';
import {
  emailAccountSecrets,
  emailAccountSettings,
  imapServerOf,
  type MailServer,
  type OAuthTokens,
  smtpServerOf,
} from './email-account.ts';
import { OAuthClient } from './oauth-client.ts';
import { OAuthProviders } from './oauth-provider.ts';

/** An access token is replaced so long before it expires: whoever gets it has time to use it. */
const AHEAD_MS = 5 * 60_000;
/** A token that was refused although it is younger than this is not refused for its age. */
const FRESH_MS = 60_000;

type Needed = (tokens: OAuthTokens, now: number) => boolean;

/**
 * How to sign in at the servers of a mailbox, now. Passwords stand with the account; access tokens are renewed here,
 * by one process at a time (an advisory lock, within which the stored tokens are read again: another may have been quicker).
 */
@Injectable()
export class MailAccess {
  /** Renewals under way in this process, by account. */
  private readonly renewing = new Map<string, Promise<OAuthTokens>>();

  constructor(
    private readonly accounts: ChannelAccounts,
    private readonly changes: ChannelAccountChanges,
    private readonly providers: OAuthProviders,
    private readonly client: OAuthClient,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws {SignInRefused | SignInUnreachable | SignInUnavailable} of accounts that work by token */
  async imap(account: ChannelAccountForAdapter): Promise<MailServer> {
    return imapServerOf(await this.current(account));
  }

  /** @throws {SignInRefused | SignInUnreachable | SignInUnavailable} of accounts that work by token */
  async smtp(account: ChannelAccountForAdapter): Promise<MailServer> {
    return smtpServerOf(await this.current(account));
  }

  /**
   * The server refused the login: is there a newer token to try it with? False for passwords, and for a token that was
   * made just now, so that a refusal is answered by one renewal and not by a row of them.
   * @throws {SignInRefused | SignInUnreachable | SignInUnavailable}
   */
  async renewAfterRefusal(account: ChannelAccountForAdapter, { accessToken }: MailServer): Promise<boolean> {
    if (accessToken === undefined) return false;
    const renewed = await this.renew(
      account,
      (tokens, now) => tokens.accessToken === accessToken && now - Date.parse(tokens.obtainedAt) > FRESH_MS,
    );
    return renewed.accessToken !== accessToken;
  }

  /** The account with tokens that hold for a while. What the caller has may be hours old. */
  private async current(given: ChannelAccountForAdapter): Promise<ChannelAccountForAdapter> {
    if (!('tokens' in emailAccountSecrets.parse(given.secrets))) return given;
    const tokens = await this.renew(given, ({ expiresAt }, now) => Date.parse(expiresAt) - AHEAD_MS < now);
    return { ...given, secrets: { tokens } };
  }

  /** The stored tokens, replaced first if they need it. */
  private async renew(account: ChannelAccountForAdapter, needed: Needed): Promise<OAuthTokens> {
    const stored = await this.unitOfWork.run((tx) => this.stored(tx, account.id));
    if (!needed(stored, this.clock.now().getTime())) return stored;
    const running = this.renewing.get(account.id);
    if (running) return running;
    const work = this.unitOfWork.run((tx) => this.renewAlone(tx, account, needed)).finally(() => this.renewing.delete(account.id));
    this.renewing.set(account.id, work);
    return work;
  }

  private async renewAlone(tx: Tx, account: ChannelAccountForAdapter, needed: Needed): Promise<OAuthTokens> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('oauth-tokens:' || $1, 0))`, [account.id]);
    const tokens = await this.stored(tx, account.id);
    if (!needed(tokens, this.clock.now().getTime())) return tokens;
    const { signIn } = emailAccountSettings.parse(account.settings);
    if (!signIn) throw new Error('An account with tokens does not say where they come from');
    const renewed = await this.client.refresh(this.providers.get(signIn), tokens.refreshToken);
    await this.changes.renewSecrets(tx, account.id, { tokens: renewed });
    return renewed;
  }

  private async stored(tx: Tx, accountId: string): Promise<OAuthTokens> {
    const secrets = emailAccountSecrets.parse(await this.accounts.secrets(tx, accountId));
    if (!('tokens' in secrets)) throw new Error('The account works by password now');
    return secrets.tokens;
  }
}
