import type { SentMessage } from '../../modules/tickets/public.ts';

/** So many may have left without a note of it, beside those that are leaving: after a crash they are sent again. */
const MAX_UNWRITTEN = 2;
/** Where more leave as quickly, so long a note waits for company. */
const COMPANY_MS = 5;

/** Notes that messages were sent: while one note is on its way, the next ones gather and then go together. */
export class SentNotes {
  private gathered: SentMessage[] = [];
  private unwritten = 0;
  private writing: Promise<void> = Promise.resolve();
  private isWriting = false;
  private company: NodeJS.Timeout | undefined;
  private failure: { readonly error: unknown } | undefined;

  /** @param write all or none of them; how patient it is, is its own matter */
  constructor(private readonly write: (sent: readonly SentMessage[]) => Promise<void>) {}

  add(sent: SentMessage): void {
    this.gathered.push(sent);
    this.unwritten++;
    if (!this.isWriting) this.writeSoon();
  }

  /** Resolves when another message may leave. @throws what a note has failed with */
  room(): Promise<void> {
    return this.below(MAX_UNWRITTEN);
  }

  /** Resolves when nothing is left to be written. @throws what a note has failed with */
  end(): Promise<void> {
    return this.below(0);
  }

  private async below(most: number): Promise<void> {
    while (this.unwritten > most) {
      if (!this.isWriting) this.writeGathered();
      await this.writing;
    }
    if (this.failure) throw this.failure.error;
  }

  private writeSoon(): void {
    if (this.gathered.length >= MAX_UNWRITTEN) this.writeGathered();
    else this.company ??= setTimeout(() => this.writeGathered(), COMPANY_MS);
  }

  private writeGathered(): void {
    clearTimeout(this.company);
    this.company = undefined;
    const sent = this.gathered;
    this.gathered = [];
    this.isWriting = true;
    this.writing = this.write(sent)
      .catch((error: unknown) => {
        this.failure ??= { error };
      })
      .then(() => {
        this.unwritten -= sent.length;
        this.isWriting = false;
        // What was sent is noted, also after a note that failed.
        if (this.gathered.length > 0) this.writeSoon();
      });
  }
}
