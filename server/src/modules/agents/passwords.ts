import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB of memory, two passes, one lane. */
const ARGON2ID = 2; // The package's enum exists for the compiler only.
const PARAMETERS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

@Injectable()
export class Passwords {
  /** Nobody's password: what a sign-in to an unknown account is compared with, so that it takes as long as a known one. */
  private readonly decoy = hash(randomBytes(32), PARAMETERS);

  hash(password: string): Promise<string> {
    return hash(password, PARAMETERS);
  }

  /** @param stored undefined when there is no such account; then the answer is false, after the same work */
  async matches(stored: string | undefined, password: string): Promise<boolean> {
    const right = await verify(stored ?? (await this.decoy), password);
    return right && stored !== undefined;
  }
}
