import type { MailAddress } from '@balie/shared/contracts/common.ts';
import type { Attachment } from '@balie/shared/contracts/files.ts';
import { type Draft, type SaveDraftRequest, type SendingChanges, savedDraft } from '@balie/shared/contracts/tickets.ts';
import { v4 as newId } from 'uuid';
import { send, sendJson, sendLast } from '../../lib/http.ts';
import { applyPersonal, changeDetail } from '../../lib/tickets/ticket-cache.ts';

/** What is being written. Recipients are absent while they are the usual ones. */
export interface Written {
  readonly html: string;
  /** Nothing stands there, whatever the HTML around it. */
  readonly empty: boolean;
  /** The account it is to leave by; absent while that is the ticket's. */
  readonly channelAccountId: string | undefined;
  readonly to: readonly MailAddress[] | undefined;
  readonly cc: readonly MailAddress[] | undefined;
  readonly bcc: readonly MailAddress[] | undefined;
  readonly attachments: readonly Attachment[];
  /** Chosen in the place of words. */
  readonly template: SaveDraftRequest['template'];
  /** What macros will do to the ticket when it is sent. */
  readonly changes: SendingChanges | undefined;
}

export interface KeptDraft {
  readonly written: Written;
  /** Raised when the words came from elsewhere: the editor has to take them over. */
  readonly revision: number;
  readonly saving: 'saved' | 'unsaved' | 'failed';
}

const NOTHING: Written = {
  html: '',
  empty: true,
  channelAccountId: undefined,
  to: undefined,
  cc: undefined,
  bcc: undefined,
  attachments: [],
  template: undefined,
  changes: undefined,
};
const PAUSE_MS = 900;
const RETRY_MS = 5_000;

/**
 * One draft of this colleague: kept here while it is written, and at the server after every pause, so that it is there
 * in another tab and tomorrow. It lives on while another ticket is on screen.
 */
export class DraftKeeper {
  private kept: KeptDraft = { written: NOTHING, revision: 0, saving: 'saved' };
  private readonly watchers = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saving: Promise<void> = Promise.resolve();
  /** When the server last kept it; empty when it keeps none. */
  private savedAt = '';
  /** Names this attempt at sending: asked twice, it is one message. Other words are another attempt. */
  private attempt: string | undefined;

  /** @param movedOn called when the server keeps the words in another ticket, which this one went up in */
  constructor(
    readonly ticketId: string,
    readonly kind: Draft['kind'],
    private readonly movedOn: (ticketId: string, written: Written) => void,
  ) {}

  readonly watch = (changed: () => void): (() => void) => {
    this.watchers.add(changed);
    return () => this.watchers.delete(changed);
  };
  readonly now = (): KeptDraft => this.kept;

  private get path(): string {
    return `/api/tickets/${this.ticketId}/drafts/${this.kind}`;
  }

  get isIdle(): boolean {
    return this.kept.saving === 'saved' && this.watchers.size === 0;
  }

  change(change: Partial<Written>): void {
    this.attempt = undefined;
    this.set({ written: { ...this.kept.written, ...change }, saving: 'unsaved' });
    this.saveSoon(PAUSE_MS);
  }

  /** What the server keeps, read with the ticket. It gives way to words that are not saved yet. */
  offer(draft: Draft | undefined): void {
    if (this.kept.saving !== 'saved') return;
    if (draft === undefined) {
      if (this.savedAt !== '') this.forget();
    } else if (draft.updatedAt > this.savedAt) this.load(draft);
  }

  /** Words that came along from another ticket; the server has both by now. What is not saved here yet would undo that. */
  join({ html, attachments }: Written): void {
    const { written, revision, saving } = this.kept;
    if (saving === 'saved') return;
    const joined = { html: `${written.html}${html}`, empty: false, attachments: [...written.attachments, ...attachments] };
    this.set({ written: { ...written, ...joined }, revision: revision + 1 });
  }

  /** Settles when the server keeps every word, or cannot be reached. */
  async settle(): Promise<void> {
    while (this.kept.saving === 'unsaved') {
      clearTimeout(this.timer);
      this.saving = this.saving.then(() => this.save());
      await this.saving;
    }
  }

  /** Words that could not be sent come back, with the key of the attempt: perhaps only the answer was lost. */
  restore(written: Written, attempt?: string): void {
    this.attempt = attempt;
    this.set({ written, revision: this.kept.revision + 1, saving: 'unsaved' });
    this.saveSoon(0);
  }

  /** The key of this attempt at sending. */
  attemptKey(): string {
    this.attempt ??= newId();
    return this.attempt;
  }

  /** It is on its way; the server forgets its draft with it. Settles when nothing of it is being saved any more. */
  async handOver(): Promise<void> {
    clearTimeout(this.timer);
    this.forget();
    this.tell(undefined);
    await this.saving;
    this.tell(undefined);
  }

  /** The template was sent: what was written before it was chosen is the draft again. */
  templateSent(): void {
    const { template, ...words } = this.kept.written;
    const attachments = words.attachments.filter(({ id }) => id !== template?.fileId);
    if (words.empty && attachments.length === 0) void this.handOver();
    else this.restore({ ...words, attachments, template: undefined });
  }

  /** Saves what is not saved while the page goes away. */
  flush(): void {
    const { written, saving } = this.kept;
    if (saving === 'saved') return;
    sendLast('PUT', this.path, request(written));
  }

  private load(draft: Draft): void {
    this.savedAt = draft.updatedAt;
    const { html, channelAccountId, to, cc, bcc, template, changes } = draft.content;
    const written = { html, empty: textless(html), channelAccountId, to, cc, bcc, attachments: draft.attachments, template, changes };
    this.attempt = undefined;
    this.set({ written, revision: this.kept.revision + 1, saving: 'saved' });
  }

  private forget(): void {
    this.savedAt = '';
    this.attempt = undefined;
    this.set({ written: NOTHING, revision: this.kept.revision + 1, saving: 'saved' });
  }

  private saveSoon(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.saving = this.saving.then(() => this.save());
    }, ms);
  }

  private async save(): Promise<void> {
    const { written, saving } = this.kept;
    if (saving === 'saved') return;
    const { path } = this;
    const nothing = written.empty && written.attachments.length === 0 && !written.template;
    try {
      if (nothing) {
        if (this.savedAt !== '') await send('DELETE', path);
        this.tell(undefined);
      } else {
        const { ticketId, ...draft } = await sendJson('PUT', savedDraft, path, request(written));
        if (ticketId === this.ticketId) this.tell(draft);
        else {
          // They stay here as well: who is still writing writes on from them.
          this.savedAt = draft.updatedAt;
          this.movedOn(ticketId, written);
        }
      }
      if (this.kept.written === written) this.set({ saving: 'saved' });
    } catch {
      if (this.kept.written !== written) return;
      this.set({ saving: 'failed' });
      this.saveSoon(RETRY_MS);
    }
  }

  /** The ticket, as it is held, knows of the draft too. */
  private tell(draft: Draft | undefined): void {
    this.savedAt = draft?.updatedAt ?? '';
    let hasDraft = draft !== undefined;
    changeDetail(this.ticketId, (detail) => {
      const others = detail.drafts.filter(({ kind }) => kind !== this.kind);
      hasDraft ||= others.length > 0;
      return { ...detail, drafts: draft ? [...others, draft] : others };
    });
    applyPersonal(this.ticketId, { hasDraft });
  }

  private set(change: Partial<KeptDraft>): void {
    this.kept = { ...this.kept, ...change };
    for (const changed of this.watchers) changed();
  }
}

function request({ html, channelAccountId, to, cc, bcc, attachments, template, changes }: Written): SaveDraftRequest {
  return {
    html,
    attachmentIds: attachments.map(({ id }) => id),
    ...(template ? { template } : {}),
    ...(changes ? { changes } : {}),
    ...(channelAccountId ? { channelAccountId } : {}),
    ...(to ? { to: [...to] } : {}),
    ...(cc ? { cc: [...cc] } : {}),
    ...(bcc ? { bcc: [...bcc] } : {}),
  };
}

function textless(html: string): boolean {
  return !/<img\b/i.test(html) && html.replace(/<[^>]*>|&nbsp;/g, '').trim() === '';
}
