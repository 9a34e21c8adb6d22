import type { Topic } from '../topics/topic.ts';
import type { Person } from './people.ts';

/** A file that is sent along; made from its seed when it is needed. */
export interface DemoFile {
  readonly kind: 'photo' | 'receipt' | 'invoice' | 'label';
  readonly name: string;
  readonly seed: number;
  /** Lines of a document. */
  readonly lines: readonly string[];
}

/** Everything an agent can change besides answering. Agents and teams are told by their place in house/agents.ts. */
export interface StoryChanges {
  readonly status?: 'open' | 'pending' | 'solved' | 'closed' | 'spam';
  readonly priority?: 'low' | 'high' | 'urgent';
  readonly assignee?: number;
  readonly team?: Topic['team'];
  readonly tags?: readonly string[];
  readonly snoozedUntil?: Date;
}

export type Step =
  | { readonly kind: 'mail'; readonly at: Date; readonly text: string; readonly html: boolean; readonly files: readonly DemoFile[] }
  | {
      readonly kind: 'reply';
      readonly at: Date;
      readonly agent: number;
      readonly text: string;
      readonly thenStatus: 'pending' | 'solved';
      /** The customer's mailbox is gone: it cannot be delivered. */
      readonly bounces: boolean;
      readonly files: readonly DemoFile[];
    }
  | { readonly kind: 'note'; readonly at: Date; readonly agent: number; readonly text: string; readonly mention: number | null }
  | { readonly kind: 'update'; readonly at: Date; readonly agent: number; readonly changes: StoryChanges };

/** One ticket from its first mail on, in order of time; nothing lies after the end of the demo. */
export interface Story {
  readonly key: string;
  /** Place in SHOPS. */
  readonly shop: number;
  readonly customer: Person;
  readonly subject: string;
  readonly steps: readonly Step[];
}
