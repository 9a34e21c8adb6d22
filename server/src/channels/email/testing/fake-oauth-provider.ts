import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerRequests } from '../../../../test/support/answer-requests.ts';
import type { OAuthProvider } from '../oauth-provider.ts';
import { FLAVOURS, type Flavour, invalidGrant, type TokenError } from './oauth-flavours.ts';

interface Consent {
  readonly user: string;
  readonly scope: string;
  revoked: boolean;
}
interface Code {
  readonly consent: Consent;
  readonly challenge: string;
  readonly redirectUri: string;
  readonly refreshable: boolean;
}

const CLIENT = { clientId: 'balie-client', clientSecret: 'balie-secret' };

/**
 * A sign-in provider as Google and Microsoft are: authorize page, token endpoint with PKCE, refresh tokens (Microsoft
 * gives a new one each time and spends the old), expiry, revocation, and their own error bodies; and introspection, for
 * the mail server that takes its tokens. The person at the authorize page is `user` and says yes, unless told otherwise.
 */
export class FakeOAuthProvider {
  /** Who is signed in at the provider. */
  user = 'info@winkel.test';
  decision: 'consent' | 'deny' = 'consent';
  /** Of access tokens given from now on. */
  expiresIn = 3600;
  /** The token endpoint is out of order. */
  down = false;
  /** Refreshes that succeeded. */
  refreshes = 0;
  /** Refreshes that were refused. */
  refusals = 0;
  private readonly codes = new Map<string, Code>();
  private readonly accessTokens = new Map<string, Consent>();
  private readonly refreshTokens = new Map<string, Consent>();

  private constructor(
    readonly flavour: Flavour,
    private readonly redirectUri: string,
    private readonly server: http.Server,
    readonly url: string,
  ) {}

  /** @param redirectUri the one that the operator registered there */
  static async start(flavour: Flavour, redirectUri: string): Promise<FakeOAuthProvider> {
    const server = http.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const provider = new FakeOAuthProvider(flavour, redirectUri, server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    answerRequests(server, (request, response) => provider.answer(request, response));
    return provider;
  }

  get introspectUrl(): string {
    return `${this.url}/introspect`;
  }

  /** As Balie knows it, with the real one's scopes, and with these mail servers. */
  asProvider(real: Pick<OAuthProvider, 'scopes' | 'extra' | 'name'>, ports: { imapPort: number; smtpPort: number }): OAuthProvider {
    const endpoint = { host: '127.0.0.1', security: 'none' as const };
    return {
      ...CLIENT,
      name: real.name,
      scopes: real.scopes,
      extra: real.extra,
      authorizeUrl: `${this.url}/authorize`,
      tokenUrl: `${this.url}/token`,
      imap: { ...endpoint, port: ports.imapPort },
      smtp: { ...endpoint, port: ports.smtpPort },
    };
  }

  ownerOf(token: string): string | undefined {
    const consent = this.accessTokens.get(token);
    return consent && !consent.revoked ? consent.user : undefined;
  }

  /** The access tokens that are out there no longer count; they can be renewed. */
  expireAccessTokens(): void {
    this.accessTokens.clear();
  }

  /** The person takes their consent back: nothing that came of it counts, for good. */
  revoke(): void {
    for (const consent of [...this.accessTokens.values(), ...this.refreshTokens.values()]) consent.revoked = true;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const json = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
    if (url.pathname === '/authorize' && request.method === 'GET') return this.authorize(url.searchParams, response);
    if (url.pathname === '/introspect') {
      const email = this.ownerOf((request.headers.authorization ?? '').replace(/^Bearer /, ''));
      return void json(200, email ? { active: true, email } : { active: false });
    }
    if (url.pathname !== '/token' || request.method !== 'POST') return void json(404, {});
    if (this.down) return void response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>Service unavailable</h1>');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const result = this.token(new URLSearchParams(Buffer.concat(chunks).toString()));
    json('error' in result ? result.status : 200, 'error' in result ? result.error : result);
  }

  private authorize(query: URLSearchParams, response: http.ServerResponse): void {
    const wrong = [
      query.get('client_id') === CLIENT.clientId || 'client_id',
      query.get('redirect_uri') === this.redirectUri || 'redirect_uri',
      query.get('response_type') === 'code' || 'response_type',
      query.get('code_challenge_method') === 'S256' || 'code_challenge_method',
      /^[\w-]{43}$/.test(query.get('code_challenge') ?? '') || 'code_challenge',
      Boolean(query.get('state')) || 'state',
      FLAVOURS[this.flavour].scopes.every((scope) => query.get('scope')?.split(' ').includes(scope)) || 'scope',
    ].filter((fault) => fault !== true);
    // Shown there and not sent back: a wrong redirect address must get nothing.
    if (wrong.length > 0) return void response.writeHead(400).end(`invalid_request: ${wrong.join(', ')}`);
    const back = new URL(this.redirectUri);
    back.searchParams.set('state', query.get('state') ?? '');
    if (this.decision === 'deny') back.searchParams.set('error', 'access_denied');
    else back.searchParams.set('code', this.newCode(query));
    response.writeHead(302, { location: back.toString() }).end();
  }

  private newCode(query: URLSearchParams): string {
    const code = secret();
    this.codes.set(code, {
      consent: { user: this.user, scope: query.get('scope') ?? '', revoked: false },
      challenge: query.get('code_challenge') ?? '',
      redirectUri: query.get('redirect_uri') ?? '',
      refreshable: FLAVOURS[this.flavour].givesRefreshToken(query),
    });
    return code;
  }

  private token(form: URLSearchParams): object | TokenError {
    if (form.get('client_id') !== CLIENT.clientId || form.get('client_secret') !== CLIENT.clientSecret) {
      return { status: 401, error: { error: 'invalid_client', error_description: 'Unauthorized' } };
    }
    if (form.get('grant_type') === 'authorization_code') return this.exchange(form);
    if (form.get('grant_type') === 'refresh_token') return this.refresh(form.get('refresh_token') ?? '');
    return { status: 400, error: { error: 'unsupported_grant_type' } };
  }

  private exchange(form: URLSearchParams): object | TokenError {
    const code = this.codes.get(form.get('code') ?? '');
    this.codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (code?.challenge !== challenge || code.redirectUri !== form.get('redirect_uri')) return invalidGrant(this.flavour, 'code');
    return this.grant(code.consent, code.refreshable);
  }

  private refresh(token: string): object | TokenError {
    const consent = this.refreshTokens.get(token);
    if (!consent || consent.revoked) {
      this.refusals++;
      return invalidGrant(this.flavour, 'token');
    }
    this.refreshes++;
    if (FLAVOURS[this.flavour].rotates) this.refreshTokens.delete(token);
    return this.grant(consent, FLAVOURS[this.flavour].rotates);
  }

  private grant(consent: Consent, withRefreshToken: boolean): object {
    const [access, refresh] = [secret(), secret()];
    this.accessTokens.set(access, consent);
    if (withRefreshToken) this.refreshTokens.set(refresh, consent);
    return {
      token_type: 'Bearer',
      scope: consent.scope,
      expires_in: this.expiresIn,
      access_token: access,
      ...(withRefreshToken ? { refresh_token: refresh } : {}),
    };
  }
}

const secret = () => randomBytes(24).toString('base64url');
