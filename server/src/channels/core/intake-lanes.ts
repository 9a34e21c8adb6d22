import type { InboundMessage } from '../../modules/tickets/public.ts';
import type { ParsedRaw } from './channel-adapter.ts';

/** So many at the same time: while the database writes one, the next is made ready. */
const LANES = 4;
/** Some of these together would be more than a statement should carry. */
const LARGE_BYTES = 1024 * 1024;
/** The same of whole batches, which keep a processor busy for longer; one while providers call, who wait for theirs. */
export const BATCHES = 2;

/**
 * What must stay in order with what: what the same person wrote, what names the same messages or the same ticket, and the
 * words on the same message of ours. Undefined: it waits for all before it, and all after it wait.
 */
export function lanesOf(parsed: ParsedRaw, sizeBytes = 0): readonly string[] | undefined {
  if (parsed.outcome === 'status') return [`status ${parsed.status.externalId}`];
  if (parsed.outcome !== 'message' || sizeBytes > LARGE_BYTES || isAboutOthers(parsed.message)) return undefined;
  const { sender, thread, externalId } = parsed.message;
  if (!sender.identity) return undefined;
  const people = [sender.identity, ...(sender.also ?? [])].map(({ kind, value }) => `${kind} ${value}`);
  if (thread.bySender) return people;
  const ticket = [
    ...(thread.token === null ? [] : [`token ${thread.token}`]),
    ...(thread.subjectNumber === null ? [] : [`ticket ${thread.subjectNumber}`]),
  ];
  return [...people, ...ticket, ...[externalId, ...thread.references].map((id) => `message ${id}`)];
}

/** What it says of other messages, or of other people, is more than its lanes tell. */
function isAboutOthers({ direction, deliveryReport, throughList, senderUnproven = false, thread }: InboundMessage): boolean {
  return direction !== 'inbound' || deliveryReport !== null || throughList || senderUnproven || thread.keys !== undefined;
}

/** Runs work of several lanes side by side, each lane in the order in which it was given. */
export class IntakeLanes {
  private readonly ends = new Map<string, Promise<void>>();
  private readonly running = new Set<Promise<void>>();
  private failure: { readonly error: unknown } | undefined;

  /** Resolves when there is room for more. @throws what a work before threw */
  async run(lanes: readonly string[], work: () => Promise<void>, most = LANES): Promise<void> {
    const before = [...new Set(lanes.map((lane) => this.ends.get(lane)))];
    const end = Promise.all(before)
      .then(() => (this.failure ? undefined : work()))
      .catch((error: unknown) => {
        this.failure ??= { error };
      })
      .finally(() => this.running.delete(end));
    for (const lane of lanes) this.ends.set(lane, end);
    this.running.add(end);
    while (this.running.size >= most) await Promise.race(this.running);
    this.check();
  }

  /** Everything that was begun has ended. @throws what a work threw */
  async end(): Promise<void> {
    await Promise.all(this.running);
    this.check();
  }

  /** The same, and never rejects. */
  async settled(): Promise<void> {
    await Promise.all(this.running);
  }

  private check(): void {
    if (this.failure) throw this.failure.error;
  }
}
