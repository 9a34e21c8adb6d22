import type { SlaTarget } from '@balie/shared/contracts/deadlines.ts';
import type { SlaTerms } from '@balie/shared/contracts/sla.ts';
import type { Priority, TicketStatus } from '@balie/shared/contracts/tickets.ts';

/**
 * The rules of all clocks: what starts each, holds it, ends it and lets it go on. Everything that is measured follows from what happened
 * to a ticket, by this table alone; README.md says it in words.
 */

/** What happens to a ticket, as far as clocks care. Milliseconds since 1970. */
export type Happening =
  /** A customer wants an answer: since `since`, though we have known it from `at` on only. */
  | { readonly kind: 'asked'; readonly at: number; readonly since: number; readonly id: string }
  /** One of us answered, or spoke with them. */
  | { readonly kind: 'answered'; readonly at: number }
  /** A telephone rings, is picked up, or is silent again without having been. */
  | { readonly kind: 'rang' | 'picked_up' | 'hung_up'; readonly at: number; readonly id: string }
  | { readonly kind: 'status'; readonly at: number; readonly to: TicketStatus }
  | { readonly kind: 'priority'; readonly at: number; readonly to: Priority };

/** `rested`: put aside without what was owed; `void`: nothing is owed any more. */
type Phase = 'running' | 'paused' | 'rested' | 'met' | 'void';
/** `works`: a status in which the clock runs; `holds`: one in which it stands still, by the policy's choice; `done`; `dropped`: spam. */
type Sign = 'asked' | 'answered' | 'works' | 'holds' | 'done' | 'dropped' | 'picked_up' | 'hung_up';
type Kind = 'response' | 'resolution' | 'speed';
/** `again`: it stays as it is, and another one begins. */
type Rules = Readonly<Record<Phase, Partial<Record<Sign, Phase | 'again'>>>>;

/** What is not said changes nothing: a customer who writes twice waits since the first time. */
const RULES: Readonly<Record<Kind, Rules>> = {
  response: {
    running: { answered: 'met', holds: 'paused', done: 'rested', dropped: 'rested' },
    paused: { answered: 'met', works: 'running', done: 'rested', dropped: 'rested' },
    rested: { answered: 'met', works: 'running', holds: 'paused', asked: 'again' },
    met: { asked: 'again' },
    void: { asked: 'again' },
  },
  resolution: {
    running: { holds: 'paused', done: 'met', dropped: 'rested' },
    paused: { works: 'running', done: 'met', dropped: 'rested' },
    rested: { works: 'running', holds: 'paused', done: 'met' },
    met: { works: 'running', holds: 'paused', dropped: 'rested' },
    void: {},
  },
  speed: {
    running: { picked_up: 'met', hung_up: 'void' },
    paused: {},
    rested: {},
    met: {},
    void: {},
  },
};

export interface RawSpan {
  readonly from: number;
  /** Undefined: it goes on. */
  readonly until: number | undefined;
  readonly what: 'running' | 'pending' | 'snoozed' | 'done';
}

/** A clock as the happenings leave it, whatever was promised. */
export interface RawClock {
  readonly target: SlaTarget;
  /** The message that started it. */
  readonly cause: string;
  readonly startedAt: number;
  readonly phase: 'running' | 'paused' | 'met' | 'void';
  readonly endedAt: number | undefined;
  /** Oldest first, without a gap; until it ended. */
  readonly spans: readonly RawSpan[];
  /** When it ended, or as it is now: what was promised for it goes. */
  readonly priority: Priority;
}

interface Running {
  readonly kind: Kind;
  readonly target: SlaTarget;
  readonly cause: string;
  readonly startedAt: number;
  phase: Phase;
  endedAt: number | undefined;
  spans: RawSpan[];
  priority: Priority;
}

export interface Beginning {
  readonly status: TicketStatus;
  readonly priority: Priority;
}

/** All clocks of a ticket, in the order in which they began. @param happenings oldest first */
export function clocksOf(happenings: readonly Happening[], beginning: Beginning, pauses: SlaTerms['pauses']): RawClock[] {
  const fold = new Fold(beginning, pauses);
  for (const happening of happenings) fold.add(happening);
  return fold.clocks.map(told);
}

class Fold {
  readonly clocks: Running[] = [];
  private status: TicketStatus;
  private priority: Priority;
  private wasAnswered = false;

  constructor(
    beginning: Beginning,
    private readonly pauses: SlaTerms['pauses'],
  ) {
    this.status = beginning.status;
    this.priority = beginning.priority;
  }

  add(happening: Happening): void {
    const { at } = happening;
    switch (happening.kind) {
      case 'asked':
        this.asked(happening);
        return;
      case 'answered':
        for (const clock of this.clocks) this.sign(clock, 'answered', at);
        this.wasAnswered = true;
        return;
      case 'rang':
        this.begin('speed', 'speed_of_answer', happening.id, at);
        return;
      case 'picked_up':
      case 'hung_up':
        for (const clock of this.clocks.filter(({ cause }) => cause === happening.id)) this.sign(clock, happening.kind, at);
        return;
      case 'status':
        this.turn(happening.to, at);
        return;
      case 'priority':
        this.priority = happening.to;
        for (const clock of this.clocks) if (!isOver(clock)) clock.priority = happening.to;
    }
  }

  private asked({ at, since, id }: Extract<Happening, { kind: 'asked' }>): void {
    const inSpam = this.status === 'spam';
    const response = this.clocks.findLast(({ kind }) => kind === 'response');
    const again = response && !inSpam && RULES.response[response.phase].asked === 'again';
    // Who writes opens the ticket, whatever it was; spam stays spam.
    if (!inSpam) this.status = 'open';
    if (!response || again || (inSpam && isOver(response))) {
      // What was put aside stays aside.
      if (response?.phase === 'rested') Object.assign(response, asideForGood(response));
      this.begin('response', this.wasAnswered ? 'next_response' : 'first_response', id, since);
    }
    if (!this.clocks.some(({ kind }) => kind === 'resolution')) this.begin('resolution', 'resolution', id, since);
    if (!inSpam) this.turn('open', at);
  }

  private turn(status: TicketStatus, at: number): void {
    this.status = status;
    for (const clock of this.clocks) if (clock.kind !== 'speed') this.sign(clock, this.signOf(clock.kind, status), at);
  }

  private begin(kind: Kind, target: SlaTarget, cause: string, at: number): void {
    if (this.clocks.some((known) => known.target === target && known.cause === cause)) return;
    const sign = kind === 'speed' ? 'works' : this.signOf(kind, this.status);
    const phase = sign === 'works' ? 'running' : sign === 'holds' ? 'paused' : 'rested';
    const spans: RawSpan[] = [{ from: at, until: undefined, what: this.whatOf(phase) }];
    this.clocks.push({ kind, target, cause, startedAt: at, phase, endedAt: undefined, spans, priority: this.priority });
  }

  private sign(clock: Running, sign: Sign, at: number): void {
    const next = RULES[clock.kind][clock.phase][sign];
    if (next === 'again' || (next === undefined && isOver(clock))) return;
    const phase = next ?? clock.phase;
    if (phase !== 'met' && phase !== 'void') clock.endedAt = undefined;
    else if (phase !== clock.phase) clock.endedAt = at;
    if (phase !== clock.phase) clock.priority = this.priority;
    clock.phase = phase;
    // One that is held goes on being held for another reason, too.
    const isFinal = clock.kind !== 'resolution' && (phase === 'met' || phase === 'void');
    cut(clock, at, isFinal ? undefined : this.whatOf(phase));
  }

  private whatOf(phase: Phase): RawSpan['what'] {
    if (phase === 'running') return 'running';
    if (phase === 'paused') return this.status === 'snoozed' ? 'snoozed' : 'pending';
    return 'done';
  }

  private signOf(kind: Exclude<Kind, 'speed'>, status: TicketStatus): 'works' | 'holds' | 'done' | 'dropped' {
    if (status === 'spam') return 'dropped';
    if (status === 'solved' || status === 'closed') return 'done';
    const holds = (status === 'pending' || status === 'snoozed') && this.pauses[kind][status];
    return holds ? 'holds' : 'works';
  }
}

/** Ends the stretch that goes on, and begins another one, unless it would be the same. */
function cut(clock: Running, at: number, what: RawSpan['what'] | undefined): void {
  const last = clock.spans.at(-1);
  if (!last || last.until !== undefined || last.what === what) return;
  const earlier = clock.spans.slice(0, -1);
  // A clock that ended when it began has a stretch all the same.
  const kept = at > last.from || (what === undefined && earlier.length === 0) ? [...earlier, { ...last, until: at }] : earlier;
  const before = kept.at(-1);
  if (what === undefined) clock.spans = kept;
  else if (before?.what === what && before.until === at) clock.spans = [...kept.slice(0, -1), { ...before, until: undefined }];
  else clock.spans = [...kept, { from: Math.max(at, last.from), until: undefined, what }];
}

function isOver({ phase }: Running): boolean {
  return phase === 'met' || phase === 'void';
}

function told({ target, cause, startedAt, phase, endedAt, spans, priority }: Running): RawClock {
  if (phase === 'rested') return { target, cause, startedAt, priority, ...asideForGood({ spans }) };
  return { target, cause, startedAt, phase, endedAt, spans: withoutAside(spans), priority };
}

/** As far as anybody knows. */
function asideForGood({ spans }: Pick<Running, 'spans'>): { phase: 'void'; endedAt: number | undefined; spans: RawSpan[] } {
  return { phase: 'void', endedAt: spans.at(-1)?.from, spans: withoutAside(spans) };
}

/** Without the stretch since it was put aside, or done. */
function withoutAside(spans: RawSpan[]): RawSpan[] {
  const last = spans.at(-1);
  return last?.what === 'done' && last.until === undefined ? spans.slice(0, -1) : spans;
}
