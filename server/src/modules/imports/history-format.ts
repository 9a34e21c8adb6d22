import type { Readable } from 'node:stream';
import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import type { ImportFaultCode, ImportSource } from '@balie/shared/contracts/imports.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';

/** A file that somebody uploaded, or one in an archive that they uploaded. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: number;
  /** @param from first byte */
  open(from: number): Promise<Readable>;
}

/** Where the conversations go. */
export interface ImportTarget {
  readonly channelAccountId: string;
  readonly channelKind: ChannelKind;
  readonly shopId: string;
}

export interface Taken {
  /** `known`: nothing of it was new. `skipped`: it is no conversation. */
  readonly outcome: 'made' | 'known' | 'skipped';
  /** Files that stand elsewhere; their links are in the messages. */
  readonly linkedFiles?: number;
}
/** Puts one item into tickets, in the transaction that also notes that it is done. Idempotent. */
export type Take = (tx: Tx) => Promise<Taken>;

/** One mail, one ticket: what comes in, or fails, by itself. */
export interface HistoryItem {
  /** Where it stands in its file, in bytes or in items; rises from item to item. */
  readonly at: number;
  /** What `items` can go on from after this one. */
  readonly next: number;
  /** How much of the file is behind it, between 0 and 1. */
  readonly progress: number;
  /** For people, when it fails. */
  readonly label: string;
  /** How much memory it takes. */
  readonly bytes: number;
  /**
   * Everything that can be done before the transaction: parsing, storing files. Several items are prepared at once.
   * @throws {UnreadableItem}
   */
  prepare(target: ImportTarget): Promise<Take>;
}

/** The item cannot come in; the others can. The message is in technical words, for the curious. */
export class UnreadableItem extends Error {
  constructor(
    readonly code: ImportFaultCode,
    message = '',
  ) {
    super(message);
  }
}

/** Reads what one kind of system exports. */
export interface HistoryFormat {
  readonly source: ImportSource;
  /**
   * The items of a file in order, one at a time, whatever the size of the file.
   * @param from 0, or the `next` of an item
   * @throws when the rest of the file cannot be read
   */
  items(file: SourceFile, from: number): AsyncIterable<HistoryItem>;
}
