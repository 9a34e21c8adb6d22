import { AsyncLocalStorage } from 'node:async_hooks';

/** For whom the current piece of work is done: the first of the two tenancy fences reads it, the second enforces it. */
export interface Scope {
  organisationId: string | undefined;
  /** Somebody outside waits for its answer. */
  readonly isRequest: boolean;
}

const storage = new AsyncLocalStorage<Scope>();

/** Runs `work` for one organisation; everything it starts asks the database as that organisation. */
export function inOrganisation<T>(organisationId: string, work: () => T): T {
  return storage.run({ organisationId, isRequest: false }, work);
}

/** Work of the house itself, which is done for no organisation until it says for which. */
export function inNewScope<T>(work: () => T): T {
  return storage.run({ organisationId: undefined, isRequest: false }, work);
}

/** Opens an empty scope that a guard fills once it knows who asks. */
export function inRequestScope<T>(work: () => T): T {
  return storage.run({ organisationId: undefined, isRequest: true }, work);
}

export function currentScope(): Scope | undefined {
  return storage.getStore();
}

/** @throws {Error} when no organisation is set: a programming error, never a user's */
export function currentOrganisationId(): string {
  const organisationId = storage.getStore()?.organisationId;
  if (!organisationId) throw new Error('No organisation in scope: wrap the work in inOrganisation()');
  return organisationId;
}
