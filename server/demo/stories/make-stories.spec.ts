import { expect, it } from '@jest/globals';
import { makeStories } from './make-stories.ts';

const OPTIONS = { seed: 2026, count: 2000, until: new Date('2026-03-12T14:00:00Z') };
const stories = makeStories(OPTIONS);
const steps = stories.flatMap((story) => story.steps);

it('tells the same stories again, and others for another seed', () => {
  expect(makeStories(OPTIONS)).toEqual(stories);
  expect(makeStories({ ...OPTIONS, seed: 1 })).not.toEqual(stories);
});

it('makes as many tickets as asked, each beginning with a mail, in order, and nothing in the future', () => {
  expect(stories).toHaveLength(2000);
  for (const story of stories) {
    expect(story.steps[0]?.kind).toBe('mail');
    const times = story.steps.map(({ at }) => at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.max(...times)).toBeLessThanOrEqual(OPTIONS.until.getTime());
  }
});

it('leaves no template unfilled', () => {
  const texts = [...stories.map(({ subject }) => subject), ...steps.flatMap((step) => ('text' in step ? [step.text] : []))];
  expect(texts.filter((text) => /[{}[\]|]|undefined/.test(text))).toEqual([]);
});

it('hardly repeats itself', () => {
  const first = stories.flatMap(({ steps: [step] }) => (step && 'text' in step ? [step.text] : []));
  expect(new Set(first).size).toBeGreaterThan(1900);
});

it('is as lively as a real inbox: answers, notes, long talks, files, HTML, English, and some left lying', () => {
  const count = (kind: string) => steps.filter((step) => step.kind === kind).length;
  expect(count('reply')).toBeGreaterThan(2000);
  expect(count('note')).toBeGreaterThan(200);
  expect(
    stories.filter((story) => story.steps.filter(({ kind }) => kind === 'mail' || kind === 'reply').length >= 10).length,
  ).toBeGreaterThan(15);
  expect(steps.filter((step) => 'files' in step && step.files.length > 0).length).toBeGreaterThan(500);
  expect(steps.filter((step) => step.kind === 'mail' && step.html).length).toBeGreaterThan(800);
  expect(
    stories.filter((story) => story.steps.some((step) => 'text' in step && /Kind regards|Best,|Many thanks/.test(step.text))).length,
  ).toBeGreaterThan(20);
  const unanswered = stories.filter((story) => !story.steps.some(({ kind }) => kind === 'reply' || kind === 'update')).length;
  expect(unanswered).toBeGreaterThan(10);
  expect(unanswered).toBeLessThan(120);
});

it('writes only to addresses at which nobody lives', () => {
  expect(stories.filter(({ customer }) => !/^[a-z0-9.-]+@[a-z0-9.-]+[.]example$/.test(customer.address))).toEqual([]);
});
