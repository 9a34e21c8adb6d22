import { createHash, randomBytes } from 'node:crypto';
import {
  type ChannelAccount,
  type CompleteEmailSignInRequest,
  type StartEmailSignInRequest,
  startEmailSignInRequest,
} from '@balie/shared/contracts/channels.ts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../platform/clock/clock.ts';
import { Config } from '../../platform/config/config.ts';
import { SecretBox } from '../../platform/crypto/secret-box.ts';
import { ConnectEmail } from './connect-email.service.ts';
import { EmailConnectionFailed } from './email.errors.ts';
import { SignInExpired, WrongAccount } from './email-sign-in.errors.ts';
import { OAuthClient } from './oauth-client.ts';
import { OAuthProviders } from './oauth-provider.ts';

/** From the first click until the browser is back. */
const VALID_MS = 15 * 60_000;
/** Page of the console that hands `code` and `state` back to us. */
const RETURN_PATH = '/settings/channels/oauth';

const begun = startEmailSignInRequest.extend({ verifier: z.string(), until: z.string() });

/**
 * Connects a mailbox by signing in at its provider (authorisation code with PKCE). What was begun travels with the
 * browser as the `state`, encrypted and bound to the session: nothing is kept here, and nobody else can bring it back.
 * The code in it works once, at the provider.
 */
@Injectable()
export class EmailSignIn {
  constructor(
    private readonly providers: OAuthProviders,
    private readonly client: OAuthClient,
    private readonly connectEmail: ConnectEmail,
    private readonly secretBox: SecretBox,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @returns where to send the browser @throws {SignInUnavailable | NotFound} */
  async start(sessionId: string, request: StartEmailSignInRequest): Promise<string> {
    const provider = this.providers.get(request.provider);
    const { address } = request.accountId === null ? request : await this.connectEmail.settings(request.accountId);
    const verifier = randomBytes(48).toString('base64url');
    const until = new Date(this.clock.now().getTime() + VALID_MS).toISOString();
    const state = this.secretBox.seal({ ...request, address, verifier, until }, contextOf(sessionId)).toString('base64url');
    const url = new URL(provider.authorizeUrl);
    url.search = new URLSearchParams({
      ...provider.extra,
      response_type: 'code',
      client_id: provider.clientId,
      redirect_uri: this.redirectUri,
      scope: provider.scopes.join(' '),
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      login_hint: address,
      state,
    }).toString();
    return url.toString();
  }

  /** @throws {SignInExpired | SignInRefused | SignInUnreachable | EmailConnectionFailed | WrongAccount | ChannelAddressTaken | NotFound} */
  async complete(sessionId: string, { code, state }: CompleteEmailSignInRequest): Promise<ChannelAccount> {
    const { verifier, provider: name, address, shopId, historyDays, accountId } = this.opened(sessionId, state);
    const provider = this.providers.get(name);
    const tokens = await this.client.exchange(provider, code, verifier, this.redirectUri);
    const connection = {
      address,
      imap: { ...provider.imap, user: address, password: '', accessToken: tokens.accessToken },
      smtp: { ...provider.smtp, user: address, password: '', accessToken: tokens.accessToken },
    };
    const granted = { signIn: name, tokens };
    try {
      if (accountId !== null) return await this.connectEmail.reconnect(accountId, connection, granted);
      return await this.connectEmail.connect({ ...connection, shopId, name: address, historyDays }, granted);
    } catch (error) {
      if (error instanceof EmailConnectionFailed && error.code === 'wrong_password') throw new WrongAccount(address);
      throw error;
    }
  }

  private get redirectUri(): string {
    return `${this.config.publicUrl}${RETURN_PATH}`;
  }

  private opened(sessionId: string, state: string) {
    try {
      const found = begun.parse(this.secretBox.open(Buffer.from(state, 'base64url'), contextOf(sessionId)));
      if (Date.parse(found.until) > this.clock.now().getTime()) return found;
    } catch {
      // Not ours, or of another session: all the same to who brings it.
    }
    throw new SignInExpired();
  }
}

const contextOf = (sessionId: string) => `email-sign-in:${sessionId}`;
