import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Config } from '../../platform/config/config.ts';
import { type Request, SESSION_COOKIE } from '../../platform/http/principal.ts';
import type { Client } from './sessions.ts';

/** The longest a browser keeps a cookie. When the session ends is for the server to say: it slides with use. */
const MAX_AGE_SECONDS = 400 * 24 * 3600;

/** Puts the session's secret where scripts cannot read it and other sites cannot use it. */
@Injectable()
export class SessionCookie {
  private readonly options: { path: string; httpOnly: boolean; sameSite: 'lax'; secure: boolean };

  constructor(config: Config) {
    this.options = { path: '/', httpOnly: true, sameSite: 'lax', secure: config.publicUrl.startsWith('https:') };
  }

  set(reply: FastifyReply, token: string): void {
    void reply.setCookie(SESSION_COOKIE, token, { ...this.options, maxAge: MAX_AGE_SECONDS });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(SESSION_COOKIE, this.options);
  }
}

export function clientOf(request: Request): Client {
  return { ip: request.ip, userAgent: (request.headers['user-agent'] ?? '').slice(0, 500) };
}
