import type { JsonObject } from './record-values.ts';

/** A record of an export, or why there is none. */
export interface RawRecord {
  readonly at: number;
  readonly next: number;
  readonly progress: number;
  readonly bytes: number;
  readonly record: JsonObject | undefined;
  readonly fault?: 'too_large' | 'unreadable';
  /** Of a record that cannot be read: its first words. */
  readonly head: string;
}
