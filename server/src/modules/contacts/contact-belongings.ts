import { Injectable } from '@nestjs/common';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import type { ContactIdentity } from './identity-value.ts';

/** What came back to a customer, and from whom. */
export interface GivenBack {
  /** Who had it until now. */
  readonly from: string;
  readonly to: string;
  /** Addresses that came back: what was written from them since the merge goes along. */
  readonly addresses: readonly string[];
}

/** What other modules keep of customers: they say so here, that it follows when two customers turn out to be one. */
export abstract class ContactBelongings {
  /** Keeps others from changing what hangs on these customers until the transaction ends; before the customers are locked themselves. */
  abstract lock(tx: Tx, contactIds: readonly string[]): Promise<void>;
  /** @returns what `giveBack` needs to know, as JSON */
  abstract move(tx: Tx, from: string, into: string): Promise<unknown>;
  /** Gives back what was moved, as far as it is still where it went. */
  abstract giveBack(tx: Tx, moved: unknown, back: GivenBack): Promise<void>;
  /** What each wrote last, newest first. */
  abstract words(tx: Reader, contactIds: readonly string[]): Promise<{ contactId: string; text: string }[]>;
  /** Who named one of these in a message, other than this customer: the last few, each with what was named. */
  abstract writersOf(tx: Reader, named: readonly ContactIdentity[], besides: string): Promise<{ contactId: string; value: string }[]>;
}

/** Where the module that keeps customers' tickets says so. */
@Injectable()
export class ContactBelongingsRegistry {
  private registered: ContactBelongings | undefined;

  /** Call it in `onModuleInit`. */
  register(belongings: ContactBelongings): void {
    if (this.registered) throw new Error('What belongs to customers is registered twice');
    this.registered = belongings;
  }

  get(): ContactBelongings {
    if (!this.registered) throw new Error('Nobody says what belongs to customers');
    return this.registered;
  }
}
