import type { ChatFile } from '@balie/shared/contracts/chat.ts';
import { newId } from '../lib/new-id.ts';
import { type KeyValue, readJson, writeJson } from '../lib/storage.ts';
import { Store } from '../lib/store.ts';
import type { Chat } from './chat.ts';
import { Refused } from './server.ts';

export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
  /** From 0 to 1. */
  readonly share: number;
  /** It is on the server. */
  readonly file?: ChatFile;
  readonly failed?: boolean;
}
/** Why a file was not even tried. */
export interface Complaint {
  readonly about: 'tooLarge' | 'tooMany' | 'empty' | 'refused';
  readonly name: string;
  readonly sizeBytes: number;
}
interface DraftState {
  readonly text: string;
  readonly uploads: readonly Upload[];
  readonly complaint: Complaint | null;
}

export const MOST_FILES = 10;
/** As the contract has it. */
export const LONGEST_TEXT = 8_000;
const DRAFT = 'draft';

/** What the visitor is writing, with the files that are to go with it. Text and uploaded files survive a reload. */
export class Draft {
  readonly state: Store<DraftState>;
  private readonly underWay = new Map<string, { file: File; abort: AbortController }>();

  constructor(
    private readonly chat: Chat,
    private readonly kept: KeyValue,
  ) {
    const before = readJson<Pick<DraftState, 'text' | 'uploads'>>(kept, DRAFT);
    this.state = new Store<DraftState>({ text: before?.text ?? '', uploads: before?.uploads ?? [], complaint: null });
  }

  /** May it go as it stands? */
  get isReady(): boolean {
    const { text, uploads } = this.state.get();
    return text.length <= LONGEST_TEXT && (text.trim() !== '' || uploads.length > 0) && uploads.every(({ file }) => file);
  }

  write(text: string): void {
    this.change({ text, complaint: null });
  }

  add(files: Iterable<File>): void {
    this.change({ complaint: null });
    for (const file of files) {
      const about = this.faultOf(file);
      if (about) this.change({ complaint: { about, name: file.name, sizeBytes: file.size } });
      else this.begin(newId(), file);
    }
  }

  remove(id: string): void {
    this.underWay.get(id)?.abort.abort();
    this.underWay.delete(id);
    this.change({ uploads: this.state.get().uploads.filter((upload) => upload.id !== id), complaint: null });
  }

  retry(id: string): void {
    const file = this.underWay.get(id)?.file;
    if (file) this.begin(id, file);
  }

  /** Says it, and begins an empty one. */
  send(): void {
    const { text, uploads } = this.state.get();
    if (!this.isReady) return;
    this.chat.say(
      text.trim(),
      uploads.flatMap(({ file }) => file ?? []),
    );
    this.underWay.clear();
    this.change({ text: '', uploads: [], complaint: null });
  }

  private faultOf(file: File): Complaint['about'] | undefined {
    if (this.state.get().uploads.length >= MOST_FILES) return 'tooMany';
    if (file.size === 0) return 'empty';
    return file.size > this.chat.state.get().config.maxFileBytes ? 'tooLarge' : undefined;
  }

  private begin(id: string, file: File): void {
    const abort = new AbortController();
    this.underWay.set(id, { file, abort });
    const fresh: Upload = { id, name: file.name, sizeBytes: file.size, share: 0 };
    this.change({ uploads: [...this.state.get().uploads.filter((upload) => upload.id !== id), fresh] });
    this.upload(id, file, abort.signal).then(
      (uploaded) => this.alter(id, { file: uploaded, share: 1 }),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        const refused = error instanceof Refused && error.code !== 'rate_limited' && error.code !== 'internal';
        if (!refused) {
          this.alter(id, { failed: true });
          return;
        }
        this.remove(id);
        const about = error.code === 'too_large' ? 'tooLarge' : 'refused';
        this.change({ complaint: { about, name: file.name, sizeBytes: file.size } });
      },
    );
  }

  private async upload(id: string, file: File, signal: AbortSignal): Promise<ChatFile> {
    await this.chat.session.begin();
    const { token } = this.chat.session;
    if (!token) throw new Error('There is no session yet');
    return this.chat.server.upload(token, file, (share) => this.alter(id, { share }), signal);
  }

  private alter(id: string, change: Partial<Upload>): void {
    this.change({ uploads: this.state.get().uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)) });
  }

  private change(change: Partial<DraftState>): void {
    this.state.set(change);
    const { text, uploads } = this.state.get();
    writeJson(this.kept, DRAFT, { text, uploads: uploads.filter(({ file }) => file) });
  }
}
