import type { Permission, Role } from '@balie/shared/domain/permissions.ts';
import type { FastifyRequest } from 'fastify';

/** Who is behind a request or a socket. */
export interface Principal {
  readonly organisationId: string;
  readonly agentId: string;
  readonly role: Role;
  readonly sessionId: string;
}

export const SESSION_COOKIE = 'balie_session';

/** Tells who holds a session cookie. Implemented by the module that keeps the sessions. */
export abstract class Authenticator {
  /** Undefined for an unknown, expired or revoked session and for a deactivated agent. */
  abstract authenticate(sessionToken: string): Promise<Principal | undefined>;
}

/** What a route demands: nobody in particular, anyone signed in, or a permission. */
export type AccessRule =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'permission'; readonly permission: Permission };

declare module 'fastify' {
  interface FastifyRequest {
    principal?: Principal;
  }
}
export type Request = FastifyRequest;
