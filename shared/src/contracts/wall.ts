import { z } from 'zod';
import { channelKind } from './channels.ts';
import { instant } from './common.ts';
import { slaTarget } from './deadlines.ts';
import { agentPresence } from './routing.ts';
import { ticketRow } from './tickets.ts';

/** What came in and what was done. */
const flow = z.object({ intake: z.number().int(), solved: z.number().int() });

/** Of one channel: what an agent has open, and how much that may be. */
const kindLoad = z.object({ kind: channelKind, open: z.number().int(), limit: z.number().int() });
export const wallAgent = agentPresence.extend({
  /** Open tickets, of all channels. */
  open: z.number().int(),
  kinds: z.array(kindLoad),
});
export type WallAgent = z.infer<typeof wallAgent>;

/** Everything that the lead's wall shows at once. */
export const wall = z.object({
  at: instant,
  counts: z.object({
    open: z.number().int(),
    unassigned: z.number().int(),
    /** Not done, and beyond their deadline; `soon`: warned of. At most `WALL_COUNT_CAP`. */
    overdue: z.number().int(),
    soon: z.number().int(),
    /** Open, with a customer who waits; at most so many, too. */
    waiting: z.number().int(),
  }),
  /** The next deadlines, the first one first. */
  breaching: z.array(ticketRow),
  /** Beyond their deadline, the longest first. */
  overdue: z.array(ticketRow),
  waitingLongest: z.array(ticketRow),
  today: flow.extend({
    /** By the clock of this place (IANA name). */
    timeZone: z.string(),
    /** The same weekday, up to the same time of day: a week ago, and on average of the last four. */
    lastWeek: flow,
    usual: flow,
  }),
  /** Of the promises that were decided today: answered in time, or their time went by. */
  attainment: z.object({
    met: z.number().int(),
    missed: z.number().int(),
    targets: z.array(z.object({ target: slaTarget, met: z.number().int(), missed: z.number().int() })),
  }),
  agents: z.array(wallAgent),
});
export type Wall = z.infer<typeof wall>;

/** Nobody counts on beyond it. */
export const WALL_COUNT_CAP = 5_000;
