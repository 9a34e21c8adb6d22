import { parseMail } from './parse-mail.ts';
import { type ParsedMail, UnreadableMail } from './parsed-mail.ts';
import { QuickBlob } from './quick-blob.ts';

Object.assign(globalThis, { Blob: QuickBlob });

/** Thrown errors lose their class between threads. */
export type WorkerAnswer = { readonly mail: ParsedMail } | { readonly unreadable: string };

export interface WorkerTask {
  readonly raw: Uint8Array;
  readonly headOnly: boolean;
}

/** Entry of a parser thread. Node runs this file as it is (types are stripped), so nothing it imports may have decorators. */
export default async function answer({ raw, headOnly }: WorkerTask): Promise<WorkerAnswer> {
  try {
    return { mail: await parseMail(raw, headOnly) };
  } catch (error) {
    if (error instanceof UnreadableMail) return { unreadable: error.message };
    throw error;
  }
}
