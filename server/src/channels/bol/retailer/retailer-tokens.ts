import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../../platform/clock/clock.ts';
import { Config } from '../../../platform/config/config.ts';
import { type OutboundAnswer, OutboundHttp } from '../../../platform/http/outbound-http.ts';
import { RetailerBusy, RetailerRefused, RetailerUnreachable } from './retailer-errors.ts';

export interface RetailerAccess {
  readonly clientId: string;
  readonly clientSecret: string;
}
interface Token {
  readonly value: string;
  readonly endsAt: number;
}

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const errorAnswer = z.object({ error: z.string().default(''), error_description: z.string().default('') });
/** Renewed so long before its end, so that no request starts with a token that ends on the way. */
const MARGIN_MS = 30_000;

/** One token per connection, shared by all requests of this process. bol refuses who asks for too many. */
@Injectable()
export class RetailerTokens {
  private readonly tokens = new Map<string, Promise<Token>>();

  constructor(
    private readonly http: OutboundHttp,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @throws {RetailerRefused | RetailerUnreachable | RetailerBusy} */
  async of(access: RetailerAccess): Promise<string> {
    const key = keyOf(access);
    const known = await this.tokens.get(key);
    if (known && known.endsAt > this.clock.now().getTime()) return known.value;
    return (await this.renewed(key, access, known)).value;
  }

  /** bol does not accept this one any more: the next question brings another. Whoever asked for that already shares it. */
  async forget(access: RetailerAccess, value: string): Promise<void> {
    const key = keyOf(access);
    const asked = this.tokens.get(key);
    const known = await asked?.catch(() => undefined);
    if (known?.value === value && this.tokens.get(key) === asked) this.tokens.delete(key);
  }

  /** Those who find the same old token ask once together. */
  private async renewed(key: string, access: RetailerAccess, old: Token | undefined): Promise<Token> {
    const asked = this.tokens.get(key);
    const current = await asked;
    if (current && current !== old) return current;
    // Nothing awaited since this look: only one gets here.
    if (this.tokens.get(key) !== asked) return this.renewed(key, access, old);
    const token = this.fetch(access);
    this.tokens.set(key, token);
    // A failure is nobody's token.
    token.catch(() => {
      if (this.tokens.get(key) === token) this.tokens.delete(key);
    });
    return token;
  }

  private async fetch({ clientId, clientSecret }: RetailerAccess): Promise<Token> {
    const answer = await this.ask(`Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`);
    if (answer.status === 200) {
      const parsed = tokenAnswer.safeParse(jsonOf(answer.body));
      if (!parsed.success) throw new RetailerUnreachable(false, 'The answer of login.bol.com cannot be read.');
      const lifeMs = parsed.data.expires_in * 1000;
      // Of a short life half is used.
      const endsAt = this.clock.now().getTime() + Math.max(lifeMs - MARGIN_MS, lifeMs / 2);
      return { value: parsed.data.access_token, endsAt };
    }
    if (answer.status === 429) throw new RetailerBusy(Number(answer.headers['retry-after']) || 60);
    if (answer.status >= 500) throw new RetailerUnreachable(false, `login.bol.com answered with HTTP ${answer.status}.`);
    const { error, error_description } = errorAnswer.safeParse(jsonOf(answer.body)).data ?? { error: '', error_description: '' };
    const words = [error, error_description].filter(Boolean).join(': ') || `HTTP ${answer.status}`;
    throw new RetailerRefused(answer.status, 'credentials_refused', `bol.com does not accept this client id and secret (${words}).`);
  }

  private async ask(authorization: string): Promise<OutboundAnswer> {
    try {
      return await this.http.send(`${this.config.bol.loginUrl}/token`, {
        method: 'POST',
        headers: { authorization, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        body: 'grant_type=client_credentials',
      });
    } catch (error) {
      throw new RetailerUnreachable(false, error instanceof Error ? error.message : String(error));
    }
  }
}

/** The secret itself is kept nowhere. */
function keyOf({ clientId, clientSecret }: RetailerAccess): string {
  return createHash('sha256').update(`${clientId}\n${clientSecret}`).digest('base64');
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
