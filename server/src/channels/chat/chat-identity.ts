import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ChatIdentity } from '@balie/shared/contracts/chat.ts';
import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { IdentityRefused } from './chat.errors.ts';

/** Whom the shop vouches for. */
export interface KnownCustomer {
  /** The shop's own id of them. */
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** The shop signed the address, too. */
  readonly emailVerified: boolean;
  readonly phone: string | null;
}

/** Clocks of servers differ a little. */
const TOLERANCE_SECONDS = 60;

const claims = z.object({
  sub: z.union([z.string().min(1).max(200), z.number().transform(String)]),
  email: z.email().max(320).optional(),
  name: z.string().max(200).optional(),
  phone: z.string().max(40).optional(),
  aud: z.union([z.string(), z.array(z.string())]).optional(),
});

/**
 * Is it who they say? By the secrets that work now.
 * @param key public key of the chat; a JWT that names an audience must name this one
 * @throws {IdentityRefused}
 */
export async function verifyIdentity(identity: ChatIdentity, secrets: readonly string[], key: string, now: Date): Promise<KnownCustomer> {
  if (secrets.length === 0) throw new IdentityRefused('this chat has no secret to check it with');
  if ('hmac' in identity) return byHmac(identity, secrets);
  const { sub, email, name, phone, aud } = await byJwt(identity.jwt, secrets, now);
  if (aud !== undefined && ![aud].flat().includes(key)) throw new IdentityRefused('it is meant for another chat');
  return {
    userId: sub,
    name: name ?? '',
    email: email?.toLowerCase() ?? '',
    emailVerified: email !== undefined,
    phone: phone ?? null,
  };
}

function byHmac(identity: Extract<ChatIdentity, { hmac: string }>, secrets: readonly string[]): KnownCustomer {
  const given = Buffer.from(identity.hmac, 'hex');
  const right = secrets.filter((secret) => timingSafeEqual(given, createHmac('sha256', secret).update(identity.userId, 'utf8').digest()));
  if (right.length === 0) throw new IdentityRefused('the HMAC is not that of this user id');
  const email = z.email().safeParse(identity.email?.trim().toLowerCase()).data ?? '';
  return { userId: identity.userId, name: identity.name?.trim() ?? '', email, emailVerified: false, phone: null };
}

async function byJwt(jwt: string, secrets: readonly string[], now: Date): Promise<z.infer<typeof claims>> {
  let failure: unknown;
  for (const secret of secrets) {
    try {
      const { payload } = await jwtVerify(jwt, Buffer.from(secret, 'utf8'), {
        algorithms: ['HS256'],
        requiredClaims: ['sub', 'exp'],
        clockTolerance: TOLERANCE_SECONDS,
        currentDate: now,
      });
      return claims.parse(payload);
    } catch (error) {
      failure = error;
    }
  }
  if (failure instanceof errors.JWTExpired) throw new IdentityRefused('it has expired');
  if (failure instanceof z.ZodError) throw new IdentityRefused('its claims are not as they should be');
  throw new IdentityRefused('the signature, the algorithm (HS256) or the claims (sub, exp) are not right');
}
