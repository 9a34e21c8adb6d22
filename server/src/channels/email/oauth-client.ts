import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../platform/clock/clock.ts';
import type { OAuthTokens } from './email-account.ts';
import { SignInRefused, SignInUnreachable } from './email-sign-in.errors.ts';
import type { OAuthProvider } from './oauth-provider.ts';

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 64 * 1024;
/** RFC 6749 asks for it, not everybody sends it. */
const USUAL_SECONDS = 3600;

const granted = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.coerce.number().positive().optional(),
});
const refused = z.object({ error: z.string(), error_description: z.string().optional() });
/** Errors (RFC 6749 5.2, OpenID Connect) that only a new consent of the owner, or the operator, mends. */
const FINAL = new Set([
  'invalid_grant',
  'invalid_client',
  'unauthorized_client',
  'invalid_scope',
  'access_denied',
  'consent_required',
  'interaction_required',
  'login_required',
  'invalid_request',
]);

/** Asks a provider's token endpoint (RFC 6749 with RFC 7636). */
@Injectable()
export class OAuthClient {
  constructor(private readonly clock: Clock) {}

  /** @throws {SignInRefused | SignInUnreachable} */
  async exchange(provider: OAuthProvider, code: string, verifier: string, redirectUri: string): Promise<OAuthTokens> {
    const tokens = await this.ask(provider, {
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri,
    });
    if (!tokens.refreshToken) throw new SignInRefused('the provider gave no refresh token');
    return { ...tokens, refreshToken: tokens.refreshToken };
  }

  /** Providers may give a new refresh token; then the old one is spent. @throws {SignInRefused | SignInUnreachable} */
  async refresh(provider: OAuthProvider, refreshToken: string): Promise<OAuthTokens> {
    const tokens = await this.ask(provider, { grant_type: 'refresh_token', refresh_token: refreshToken });
    return { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken };
  }

  private async ask(provider: OAuthProvider, form: Record<string, string>) {
    const { status, body } = await post(provider, form);
    const now = this.clock.now();
    const success = status === 200 ? granted.safeParse(body) : undefined;
    if (success?.success) {
      const { access_token, refresh_token, expires_in = USUAL_SECONDS } = success.data;
      return {
        accessToken: access_token,
        refreshToken: refresh_token,
        obtainedAt: now.toISOString(),
        expiresAt: new Date(now.getTime() + expires_in * 1_000).toISOString(),
      };
    }
    const failure = refused.safeParse(body);
    if (!failure.success) throw new SignInUnreachable(`it answers ${status}`);
    const { error, error_description } = failure.data;
    const words = [error, error_description].filter(Boolean).join(': ').replace(/\s+/g, ' ').slice(0, 300);
    throw FINAL.has(error) && status < 500 ? new SignInRefused(words) : new SignInUnreachable(words);
  }
}

async function post({ tokenUrl, clientId, clientSecret }: OAuthProvider, form: Record<string, string>) {
  try {
    const response = await fetch(tokenUrl, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ ...form, client_id: clientId, client_secret: clientSecret }),
    });
    const text = (await response.text()).slice(0, MAX_ANSWER_BYTES);
    return { status: response.status, body: parsed(text) };
  } catch (error) {
    throw new SignInUnreachable(error instanceof Error ? error.message : 'no answer');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
