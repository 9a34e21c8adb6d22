import type { EmailProposal, EmailSignIn } from '@balie/shared/contracts/channels.ts';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.ts';
import { SignInUnavailable } from './email-sign-in.errors.ts';

/** One place where owners sign in, and the servers that take its tokens. */
export interface OAuthProvider {
  readonly name: EmailSignIn;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly scopes: readonly string[];
  /** Of the authorisation request, beside the usual ones. */
  readonly extra: Readonly<Record<string, string>>;
  readonly imap: EmailProposal['imap'];
  readonly smtp: EmailProposal['smtp'];
}

const MICROSOFT = 'https://login.microsoftonline.com';

/**
 * The providers this installation may use. Sources: developers.google.com/gmail/imap/xoauth2-protocol and
 * learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth.
 */
@Injectable()
export class OAuthProviders {
  private readonly configured: ReadonlyMap<EmailSignIn, OAuthProvider>;

  constructor({ oauth }: Config) {
    const found = [
      oauth.google && {
        ...oauth.google,
        name: 'google' as const,
        authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
        tokenUrl: 'https://oauth2.googleapis.com/token',
        scopes: ['https://mail.google.com/', 'openid', 'email'],
        // Without `consent` a second sign-in brings no refresh token.
        extra: { access_type: 'offline', prompt: 'consent' },
        imap: { host: 'imap.gmail.com', port: 993, security: 'tls' as const },
        smtp: { host: 'smtp.gmail.com', port: 465, security: 'tls' as const },
      },
      oauth.microsoft && {
        ...oauth.microsoft,
        name: 'microsoft' as const,
        authorizeUrl: `${MICROSOFT}/${oauth.microsoft.tenant}/oauth2/v2.0/authorize`,
        tokenUrl: `${MICROSOFT}/${oauth.microsoft.tenant}/oauth2/v2.0/token`,
        scopes: [
          'https://outlook.office.com/IMAP.AccessAsUser.All',
          'https://outlook.office.com/SMTP.Send',
          'offline_access',
          'openid',
          'email',
        ],
        extra: { prompt: 'select_account', response_mode: 'query' },
        imap: { host: 'outlook.office365.com', port: 993, security: 'tls' as const },
        smtp: { host: 'smtp.office365.com', port: 587, security: 'starttls' as const },
      },
    ].filter((provider) => provider !== undefined);
    this.configured = new Map(found.map((provider) => [provider.name, provider]));
  }

  has(name: EmailSignIn): boolean {
    return this.configured.has(name);
  }

  /** @throws {SignInUnavailable} when the operator has not set it up */
  get(name: EmailSignIn): OAuthProvider {
    const provider = this.configured.get(name);
    if (!provider) throw new SignInUnavailable(name);
    return provider;
  }
}
