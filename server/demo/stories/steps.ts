import { AGENTS } from '../house/agents.ts';
import { LONG_TALK } from '../topics/small-talk.ts';
import { atWork, later } from './calendar.ts';
import { fillIn } from './fill-in.ts';
import { answerFiles, answerText, customerFiles, customerText, type Talk } from './mails.ts';
import type { Random } from './random.ts';
import type { Step, StoryChanges } from './story.ts';

const HTML_SHARE = 0.45;
/** Nobody finds the time for these. */
const FORGOTTEN_SHARE = 0.012;
/** Of the conversations that go on. */
const LONG_SHARE = 0.08;
/** Of the answers of the last days nobody reacted to yet. */
const BOUNCE_SHARE = 0.05;
const DAY_MINUTES = 24 * 60;

/** What happens to one ticket, up to the end of the demo. */
export function steps(talk: Talk, arrival: Date, until: Date): Step[] {
  const { topic, scene, random } = talk;
  const written: Step[] = [mail(talk, arrival, random.pick(scene.asks), customerFiles(talk))];
  if (random.chance(FORGOTTEN_SHARE)) return written;
  const agent = agentFor(talk);
  const seen = atWork(later(arrival, random.minutes(45)));
  written.push({ kind: 'update', at: seen, agent, changes: triage(talk, agent) });
  if (random.chance(0.16) && topic.notes.length > 0) written.push(note(talk, atWork(later(seen, random.minutes(15))), agent));

  const exchanges = exchangesOf(talk);
  let now = seen;
  for (const [at, { answer, comesBack }] of exchanges.entries()) {
    const last = at === exchanges.length - 1;
    now = atWork(later(now, random.minutes(at === 0 ? 240 : 150)));
    const files = at === 0 ? answerFiles(talk) : [];
    const thenStatus = last && random.chance(0.7) ? 'solved' : 'pending';
    written.push({ kind: 'reply', at: now, agent, text: answerText(answer, talk), thenStatus, files, bounces: false });
    if (comesBack === undefined) break;
    // Who is thankful says so the same day; who is not helped waits a day or two.
    now = later(now, last ? random.minutes(200) : random.int(14, 60) * 60 + random.int(0, 59));
    written.push(mail(talk, now, comesBack, []));
    // Thanks need no answer.
    if (last) written.push({ kind: 'update', at: atWork(later(now, random.minutes(60))), agent, changes: { status: 'solved' } });
  }
  return ending(talk, written, agent, until);
}

interface Exchange {
  readonly answer: string;
  /** What the customer writes after it. */
  readonly comesBack: string | undefined;
}

/** Answers and what they lead to: most often one, sometimes two, now and then a conversation without end. */
function exchangesOf({ topic, scene, random }: Talk): Exchange[] {
  const thanks = random.chance(0.4) ? random.pick(scene.thanks) : undefined;
  const { goesOn } = scene;
  if (!goesOn || random.chance(0.55)) return [{ answer: random.pick(scene.answers), comesBack: thanks }];
  const middle = random.chance(LONG_SHARE) ? random.int(3, 10) : 0;
  const { customer, agent } = LONG_TALK[topic.language];
  const long = Array.from({ length: middle }, () => ({ answer: random.pick(agent), comesBack: random.pick(customer) }));
  return [
    { answer: random.pick(scene.answers), comesBack: random.pick(goesOn.asks) },
    ...long,
    { answer: random.pick(goesOn.answers), comesBack: thanks },
  ];
}

/** Found and thrown out, mostly. */
export function spamSteps(text: string, arrival: Date, until: Date, random: Random): Step[] {
  const thrownOut = atWork(later(arrival, random.minutes(25)));
  const written: Step[] = [
    { kind: 'mail', at: arrival, text, html: random.chance(0.5), files: [] },
    { kind: 'update', at: thrownOut, agent: random.int(1, 7), changes: { status: 'spam' } },
  ];
  return written.filter(({ at }) => at <= until);
}

function ending({ random }: Talk, written: readonly Step[], agent: number, until: Date): Step[] {
  const happened = written.filter(({ at }) => at <= until).sort((a, b) => a.at.getTime() - b.at.getTime());
  const last = happened.at(-1);
  if (!last) return [];
  if (last.kind === 'reply' && until.getTime() - last.at.getTime() < 6 * DAY_MINUTES * 60_000 && random.chance(BOUNCE_SHARE)) {
    return [...happened.slice(0, -1), { ...last, bounces: true }];
  }
  const age = (until.getTime() - last.at.getTime()) / 60_000;
  const unfinished = last.kind !== 'reply' || last.thenStatus === 'pending';
  // What waits for a delivery or a workshop is put aside for some days.
  if (unfinished && last.kind !== 'mail' && age < 9 * DAY_MINUTES && random.chance(0.3)) {
    const snoozedUntil = atWork(later(until, random.int(6, 12 * 24) * 60));
    const at = new Date(Math.min(atWork(later(last.at, random.minutes(8))).getTime(), until.getTime()));
    return [...happened, { kind: 'update', at, agent, changes: { snoozedUntil } }];
  }
  // No answer for a week: done.
  const given = atWork(later(last.at, 6 * DAY_MINUTES + random.int(0, 2000)));
  if (last.kind === 'reply' && last.thenStatus === 'pending' && given <= until) {
    return [...happened, { kind: 'update', at: given, agent, changes: { status: 'solved' } }];
  }
  return happened;
}

function mail(talk: Talk, at: Date, template: string, files: ReturnType<typeof customerFiles>): Step {
  return { kind: 'mail', at, text: customerText(template, talk), html: talk.random.chance(HTML_SHARE), files };
}

function note({ topic, slots, random }: Talk, at: Date, agent: number): Step {
  const others = AGENTS.map((_agent, index) => index).filter((index) => index !== agent && AGENTS[index]?.team !== null);
  const colleague = random.pick(others);
  const template = random.pick(topic.notes);
  const text = fillIn(template, { ...slots, colleague: AGENTS[colleague]?.name ?? '' }, random);
  return { kind: 'note', at, agent, text, mention: template.includes('{colleague}') ? colleague : null };
}

/** Somebody of the team, or whoever has a minute. */
function agentFor({ topic, random }: Talk): number {
  const able = AGENTS.flatMap(({ team }, index) => (team === null ? [] : [index]));
  const own = able.filter((index) => AGENTS[index]?.team === topic.team);
  return random.pick(random.chance(0.8) ? own : able);
}

function triage({ topic, random }: Talk, agent: number): StoryChanges {
  const urgency = random.next();
  const priority = urgency < 0.02 ? 'urgent' : urgency < 0.09 ? 'high' : urgency < 0.12 ? 'low' : undefined;
  const tags = topic.tags.filter((_tag, at) => at === 0 || random.chance(0.6));
  return { team: topic.team, tags, ...(random.chance(0.7) ? { assignee: agent } : {}), ...(priority ? { priority } : {}) };
}
