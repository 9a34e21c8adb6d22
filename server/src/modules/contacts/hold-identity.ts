import type { Tx } from '../../platform/database/unit-of-work.ts';
import type { ContactIdentity } from './identity-value.ts';

/** Until commit nobody else makes a contact of this identity, gives it to another, or takes in a message from it. */
export function holdIdentity(tx: Tx, { kind, value }: ContactIdentity): void {
  tx.write('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`contact:${tx.organisationId}:${kind}:${value}`]);
}

/** Several, one after the other in the order given, which has to be the same everywhere. @returns their ids */
export function holdIdentities(tx: Tx, identities: readonly (ContactIdentity & { readonly id: string })[]): ReadonlySet<string> {
  for (const identity of identities) holdIdentity(tx, identity);
  return new Set(identities.map(({ id }) => id));
}
