// Not ours: that one starts a server for every test.
import { expect, test } from '@playwright/test';
import { groupsOf } from '../widget/src/chat/grouping.ts';
import { unreadOf, withMessages, withState } from '../widget/src/chat/messages.ts';
import { Outbox, type OutgoingMessage, type Verdict } from '../widget/src/chat/outbox.ts';
import { connectPacket, eventPacket, readPacket } from '../widget/src/chat/packets.ts';
import { Door } from '../widget/src/door.ts';
import { contrast, inkOn, READABLE, readableOn } from '../widget/src/lib/colour.ts';
import { toJson } from '../widget/src/lib/json.ts';
import { spoken, textsIn } from '../widget/src/lib/language.ts';
import { isEmojiOnly, piecesOf } from '../widget/src/lib/links.ts';
import { newId } from '../widget/src/lib/new-id.ts';
import { promiseWords } from '../widget/src/lib/promise-words.ts';
import { type KeyValue, keepIn } from '../widget/src/lib/storage.ts';

/** What can be proved of the chat widget without a browser. */

type Message = Parameters<typeof withMessages>[0][number];
const message = (id: string, from: Message['from'], minute: number, more: Partial<Message> = {}): Message => ({
  id,
  clientId: from === 'visitor' ? `c-${id}` : null,
  from,
  author: from === 'shop' ? { name: 'Sanne', picture: null } : null,
  text: id,
  files: [],
  at: new Date(Date.UTC(2026, 2, 10, 12, minute)).toISOString(),
  state: 'sent',
  ...more,
});
/** Storage that two tabs share. */
const storage = (): KeyValue => {
  const entries = new Map<string, string>();
  return {
    get: (key) => entries.get(key) ?? null,
    set: (key, value) => void entries.set(key, value),
    remove: (key) => void entries.delete(key),
    keys: () => [...entries.keys()],
  };
};
const outgoing = (clientId: string): Pick<OutgoingMessage, 'clientId' | 'text' | 'files'> => ({ clientId, text: clientId, files: [] });

test.describe('the outbox', () => {
  /** @param verdicts one after the other; afterwards everything is kept */
  function tab(kept: KeyValue, ...verdicts: Verdict[]) {
    const sent: string[] = [];
    const pauses: number[] = [];
    const outbox = new Outbox(
      kept,
      async ({ clientId }) => {
        sent.push(clientId);
        return verdicts.shift() ?? { kind: 'kept' };
      },
      () => undefined,
      async (ms) => void pauses.push(ms),
    );
    return { outbox, sent, pauses };
  }
  const waiting = ({ outbox }: { outbox: Outbox }) => outbox.list().map(({ clientId }) => clientId);

  test('keeps what could not go, through a reload, and sends it in order under the same ids', async () => {
    const kept = storage();
    const before = tab(kept, { kind: 'stop' }, { kind: 'stop' });
    before.outbox.add(outgoing('a'), 10);
    before.outbox.add(outgoing('b'), 10);
    await before.outbox.flush();
    expect(waiting(before)).toEqual(['a', 'b']);
    const after = tab(kept);
    await after.outbox.flush();
    expect(after.sent).toEqual(['a', 'b']);
    expect(waiting(after)).toEqual([]);
  });

  test('tries again after a while what got no answer, before anything later', async () => {
    const one = tab(storage(), { kind: 'later', afterMs: 2_000 });
    one.outbox.add(outgoing('a'), 1);
    one.outbox.add(outgoing('b'), 2);
    await expect.poll(() => waiting(one)).toEqual([]);
    expect(one.sent).toEqual(['a', 'a', 'b']);
    expect(one.pauses).toEqual([2_000]);
  });

  test('sets aside what the server refuses for good, goes on with the rest, and tries again when asked', async () => {
    const one = tab(storage(), { kind: 'refused', code: 'too_large' });
    one.outbox.add(outgoing('a'), 1);
    one.outbox.add(outgoing('b'), 2);
    await expect.poll(() => one.sent).toEqual(['a', 'b']);
    expect(one.outbox.list()).toEqual([{ ...outgoing('a'), at: 1, failed: 'too_large' }]);
    await one.outbox.flush();
    expect(one.sent).toEqual(['a', 'b']);
    one.outbox.retry('a');
    await expect.poll(() => waiting(one)).toEqual([]);
  });

  test('loses nothing of what two tabs write at once', () => {
    const kept = storage();
    const [one, other] = [tab(kept, { kind: 'stop' }), tab(kept, { kind: 'stop' })];
    one.outbox.add(outgoing('a'), 1);
    other.outbox.add(outgoing('b'), 2);
    expect(waiting(one)).toEqual(['a', 'b']);
    expect(waiting(other)).toEqual(['a', 'b']);
  });
});

test.describe('a conversation', () => {
  test('is in order and each message once, however often and in whatever order they come', () => {
    const [one, two, three] = [message('1', 'visitor', 1), message('2', 'shop', 2), message('3', 'visitor', 3)];
    const known = withMessages(withMessages([three, two].slice(1), [one]), [three, two, one]);
    expect(known.map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  test('never goes back from read, and what is read covers what its side said before', () => {
    const known = [message('1', 'visitor', 1), message('2', 'shop', 2), message('3', 'visitor', 3), message('4', 'visitor', 4)];
    const read = withState(known, '3', 'read');
    expect(read.map(({ state }) => state)).toEqual(['read', 'sent', 'read', 'sent']);
    expect(withMessages(read, known).map(({ state }) => state)).toEqual(['read', 'sent', 'read', 'sent']);
    expect(withState(read, 'unknown', 'read')).toEqual(read);
    expect(unreadOf(read).map(({ id }) => id)).toEqual(['2']);
  });

  test('shows a message under way once, also when it has come back', () => {
    const confirmed = message('1', 'visitor', 1);
    const under = (clientId: string, at: number): OutgoingMessage => ({ clientId, text: clientId, files: [], at });
    const groups = groupsOf([confirmed], [under('c-1', Date.parse(confirmed.at)), under('c-2', Date.parse(confirmed.at) + 1)], null);
    expect(groups.flatMap(({ messages }) => messages.map(({ key, state }) => `${key} ${state}`))).toEqual(['c-1 sent', 'c-2 sending']);
  });

  test('is grouped by who wrote in one go, apart by day and by what is new', () => {
    const yesterday = message('0', 'shop', 0, { at: '2026-03-09T12:00:00.000Z' });
    const groups = groupsOf(
      [yesterday, message('1', 'shop', 1), message('2', 'shop', 2), message('3', 'shop', 3), message('4', 'shop', 20)],
      [],
      '3',
    );
    expect(groups.map(({ key, startsDay, startsNew }) => [key, startsDay, startsNew])).toEqual([
      ['0', true, false],
      ['1', true, false],
      ['3', false, true],
      ['4', false, false],
    ]);
  });
});

test.describe('the promise', () => {
  const NOW = Date.parse('2026-03-10T15:00:00Z');
  const open = { open: true, opensAt: null, answersBy: null, timeZone: 'Europe/Amsterdam', typicalAnswerSeconds: null };
  const closed = { ...open, open: false };
  const say = (availability: Parameters<typeof promiseWords>[0], language: 'nl' | 'en' = 'nl') =>
    promiseWords(availability, NOW, language, textsIn(language));

  for (const [seconds, words] of [
    [null, 'We zijn er. Stel gerust je vraag.'],
    [40, 'We antwoorden meestal binnen een minuut.'],
    [170, 'We antwoorden meestal binnen 3 minuten.'],
    [17 * 60, 'We antwoorden meestal binnen 20 minuten.'],
    [50 * 60, 'We antwoorden meestal binnen een uur.'],
    [100 * 60, 'We antwoorden meestal binnen 2 uur.'],
    [15 * 3600, 'We antwoorden meestal binnen een dag.'],
  ] as const) {
    test(`says "${words}" of a usual wait of ${seconds} seconds, never less than it is`, () => {
      expect(say({ ...open, typicalAnswerSeconds: seconds })).toBe(words);
    });
  }

  for (const [answersBy, words] of [
    ['2026-03-10T20:00:00Z', /^Nu gesloten\. We antwoorden vandaag voor 21:00/u],
    ['2026-03-11T09:00:00Z', /^Nu gesloten\. We antwoorden morgen voor 10:00/u],
    // Midnight in Amsterdam has passed, in London it has not.
    ['2026-03-10T23:30:00Z', /^Nu gesloten\. We antwoorden morgen voor 00:30/u],
    ['2026-03-14T09:00:00Z', /^Nu gesloten\. We antwoorden zaterdag voor 10:00/u],
    ['2026-03-30T08:00:00Z', /^Nu gesloten\. We antwoorden 30 maart voor 10:00/u],
    ['2026-03-10T14:00:00Z', /^Nu gesloten\. We antwoorden per mail\.$/u],
  ] as const) {
    test(`of an answer by ${answersBy} says ${words}`, () => {
      expect(say({ ...closed, answersBy })).toMatch(words);
    });
  }

  test('says when the shop opens where no answer is promised, and in English too', () => {
    expect(say({ ...closed, opensAt: '2026-03-11T08:00:00Z' })).toMatch(/^Nu gesloten\. We zijn er weer morgen om 09:00/u);
    expect(say({ ...closed, answersBy: '2026-03-11T09:00:00Z' }, 'en')).toMatch(/^Closed now\. We answer tomorrow before 10:00/u);
    expect(say({ ...closed, timeZone: 'Nowhere/Atall', answersBy: '2026-03-11T09:00:00Z' })).toContain('morgen voor 10:00');
  });
});

test('text on every brand colour can be read, and the colour as text on light and dark', () => {
  const unreadable: string[][] = [];
  for (let step = 0; step < 512; step++) {
    const part = (shift: number) => (((step >> shift) & 7) * 36).toString(16).padStart(2, '0');
    const colour = `#${part(0)}${part(3)}${part(6)}`;
    const pairs = [[colour, inkOn(colour)], ...['#ffffff', '#17191d'].map((ground) => [ground, readableOn(ground, colour)])];
    unreadable.push(...pairs.filter(([ground = '', ink = '']) => contrast(ground, ink) < READABLE));
  }
  expect(unreadable).toEqual([]);
});

test('addresses in a text become links, nothing that runs does, and the sentence keeps its full stop', () => {
  const links = (text: string) => piecesOf(text).flatMap(({ text: words, href }) => (href ? [[words, href]] : []));
  expect(links('Zie https://winkel.nl/a?b=1. (of www.winkel.nl/x_(y)) of mail naar jan@winkel.nl!')).toEqual([
    ['https://winkel.nl/a?b=1', 'https://winkel.nl/a?b=1'],
    ['www.winkel.nl/x_(y)', 'https://www.winkel.nl/x_(y)'],
    ['jan@winkel.nl', 'mailto:jan@winkel.nl'],
  ]);
  expect(links('javascript:alert(1) data:text/html,x file:///etc <img src=x onerror=alert(1)>')).toEqual([]);
  const text = 'a https://b.nl, c';
  expect(
    piecesOf(text)
      .map((piece) => piece.text)
      .join(''),
  ).toBe(text);
  expect(['👍', '👍🏽 👩‍👧'].every(isEmojiOnly)).toBe(true);
  expect(['ok 👍', '1', ''].some(isEmojiOnly)).toBe(false);
});

test('packets are those of socket.io, and what is no packet harms nothing', () => {
  expect(connectPacket({ key: 'k' })).toBe('40/chat,{"key":"k"}');
  expect(eventPacket('message', { text: 'hoi, "jij"' }, 7)).toBe('42/chat,7["message",{"text":"hoi, \\"jij\\""}]');
  expect(readPacket('0{"sid":"s","upgrades":[],"pingInterval":25000,"pingTimeout":20000}')).toEqual({
    kind: 'opened',
    sid: 's',
    silenceMs: 45_000,
  });
  expect(readPacket('42/chat,["typing",null]')).toEqual({ kind: 'event', name: 'typing', given: [null] });
  expect(readPacket('43/chat,12[{"ok":true}]')).toEqual({ kind: 'answer', id: 12, given: [{ ok: true }] });
  expect(readPacket('44/chat,{"message":"no","data":{"code":"session_unknown"}}')).toEqual({
    kind: 'refused',
    data: { code: 'session_unknown' },
  });
  expect(readPacket('40/chat,{"sid":"x"}').kind).toBe('connected');
  expect(readPacket('41/chat').kind).toBe('disconnected');
  for (const text of ['', '0{', '42/other,["x"]', '42/chat,{"x"', '42/chat,{}', 'zomaar'])
    expect(readPacket(text)).toEqual({ kind: 'other' });
});

test('a page that plays with prototypes does not change what is written', () => {
  const prototype = Array.prototype as { toJSON?: () => string };
  prototype.toJSON = () => 'spoiled';
  try {
    expect(toJson({ items: [1, 2] })).toBe('{"items":[1,2]}');
    expect(prototype.toJSON()).toBe('spoiled');
  } finally {
    delete prototype.toJSON;
  }
});

test('where the browser lets nothing be kept, it lives as long as the page', () => {
  const kept = keepIn(() => {
    throw new Error('SecurityError');
  }, 'balie:');
  kept.set('token', 'x');
  expect([kept.get('token'), kept.keys()]).toEqual(['x', ['token']]);
  kept.remove('token');
  expect(kept.get('token')).toBeNull();
});

test('wishes of the page wait until the chat is there, and nonsense is only told', () => {
  const done: string[] = [];
  const door = new Door();
  door.knock(['identify', { jwt: 'x' }], ['toString' as never], ['open']);
  expect(done).toEqual([]);
  door.letIn({
    identify: (identity) => void done.push(`identify ${'jwt' in identity}`),
    context: () => void done.push('context'),
    open: () => void done.push('open'),
    close: () => void done.push('close'),
    logout: () => void done.push('logout'),
  });
  door.knock(['close']);
  expect(done).toEqual(['identify true', 'open', 'close']);
});

test('the language is the first that is spoken here, and ids are UUIDs', () => {
  expect(spoken([undefined, '', 'de-DE', 'nl-BE', 'en'])).toBe('nl');
  expect(spoken(['fr'])).toBeUndefined();
  expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
