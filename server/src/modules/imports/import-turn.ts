import type { ImportFaultCode } from '@balie/shared/contracts/imports.ts';
import type { Logger } from 'pino';
import type { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { type ImportTarget, type Take, UnreadableItem } from './history-format.ts';
import type { RunItem } from './import-items.ts';
import { type ImportProgress, type Place, RunStopped } from './import-progress.ts';
import type { ImportRunRecord } from './import-run-row.ts';
import { isClash, isHouseTrouble } from './import-trouble.ts';

/** Items that are prepared ahead of the one that comes in, at most so many and of so many bytes together. */
const AHEAD = 8;
const AHEAD_BYTES = 32 * 1024 * 1024;
const CLASH_ATTEMPTS = 5;
/** An item before which the process died so often without getting past it is to blame for it. */
const DEADLY_STARTS = 6;

type Prepared = { readonly take: Take } | { readonly error: unknown };

interface Surroundings {
  readonly run: ImportRunRecord;
  readonly target: ImportTarget;
  /** Places to try again; undefined: all. */
  readonly only: ReadonlySet<string> | undefined;
  readonly unitOfWork: UnitOfWork;
  readonly progress: ImportProgress;
  readonly log: Logger;
}

/** One turn of a run: prepares some items ahead, and brings them in one after the other, each in a transaction of its own. */
export class ImportTurn {
  private readonly waiting: { readonly item: RunItem; readonly prepared: Promise<Prepared> }[] = [];
  private waitingBytes = 0;
  private isFirst = true;
  private settled = 0;

  constructor(private readonly around: Surroundings) {}

  /** The run is further than it was when the turn began. */
  get hasMoved(): boolean {
    return this.settled > 0;
  }

  /** @throws {RunStopped} and what is no fault of an item */
  async add(item: RunItem): Promise<void> {
    const { run, only } = this.around;
    if (only && !only.has(`${item.fileNo}:${item.at}`)) return;
    const suspect = this.isFirst && run.stalls > 1;
    this.isFirst = false;
    this.waiting.push({ item, prepared: suspect && run.stalls >= DEADLY_STARTS ? deadly() : this.prepare(item) });
    this.waitingBytes += item.bytes;
    // After a start that came to nothing the first item goes alone, so that no other is blamed for it.
    while (this.waiting.length > 0 && (suspect || this.waiting.length >= AHEAD || this.waitingBytes > AHEAD_BYTES))
      await this.settleFirst();
  }

  /** Brings in what is prepared. */
  async end(): Promise<void> {
    while (this.waiting.length > 0) await this.settleFirst();
  }

  /** Lets the preparations end that nobody waits for any more: what they read is about to be closed. */
  async abandon(): Promise<void> {
    await Promise.all(this.waiting.map(({ prepared }) => prepared));
  }

  /** Never rejects: it runs ahead, and its result is looked at when its turn comes. */
  private async prepare({ fault, prepare }: RunItem): Promise<Prepared> {
    if (fault || !prepare) return { error: new UnreadableItem(fault?.code ?? 'internal', fault?.detail) };
    try {
      return { take: await prepare(this.around.target) };
    } catch (error) {
      return { error };
    }
  }

  private async settleFirst(): Promise<void> {
    const [first] = this.waiting;
    if (!first) return;
    const { item, prepared } = first;
    await this.settle(item, await prepared);
    this.waiting.shift();
    this.settled++;
    this.waitingBytes -= item.bytes;
  }

  private async settle(item: RunItem, prepared: Prepared): Promise<void> {
    const { run, unitOfWork, progress, log } = this.around;
    const place: Place = { fileNo: item.fileNo, next: item.next, progress: item.progress };
    try {
      if ('error' in prepared) throw prepared.error;
      await this.takeIn(item, place, prepared.take);
    } catch (error) {
      if (error instanceof RunStopped || isHouseTrouble(error)) throw error;
      const { code, detail } = reasonOf(error);
      if (code === 'internal') log.warn({ err: error, runId: run.id }, 'An item of an import could not be taken in');
      await unitOfWork.run((tx) => progress.failed(tx, run, { ...item, code, detail }, place));
    }
  }

  private async takeIn(item: RunItem, place: Place, take: Take): Promise<void> {
    const { run, unitOfWork, progress } = this.around;
    for (let attempt = 1; ; attempt++) {
      try {
        return await unitOfWork.run(async (tx) => progress.taken(tx, run, item, place, await take(tx)));
      } catch (error) {
        if (!isClash(error) || attempt >= CLASH_ATTEMPTS) throw error;
      }
    }
  }
}

async function deadly(): Promise<Prepared> {
  return { error: new UnreadableItem('kills_the_server') };
}

function reasonOf(error: unknown): { code: ImportFaultCode; detail: string } {
  if (error instanceof UnreadableItem) return { code: error.code, detail: error.message };
  return { code: 'internal', detail: error instanceof Error ? error.message : String(error) };
}
