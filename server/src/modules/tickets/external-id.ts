import { createHash } from 'node:crypto';

/** An index entry of PostgreSQL holds about 2,700 bytes. */
const MAX_LENGTH = 500;

/** A provider's id as it is stored and looked up: itself, or its hash when a stranger made it absurdly long. */
export function knownAs(externalId: string): string {
  return externalId.length <= MAX_LENGTH ? externalId : `sha256:${createHash('sha256').update(externalId).digest('hex')}`;
}
