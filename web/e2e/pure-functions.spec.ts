// Not ours: that one starts a server for every test.
import { expect, test } from '@playwright/test';
import type { TFunction } from 'i18next';
import i18next from 'i18next';
import { readUserAgent } from '../src/features/settings/security/user-agent.ts';
import { leftOf, moodOf, shortAmount } from '../src/lib/deadlines/deadline-words.ts';
import { readDuration, writeDuration } from '../src/lib/deadlines/duration-text.ts';
import deadlinesNl from '../src/lib/deadlines/locales/nl.json' with { type: 'json' };
import { htmlOfMacro, valuesFor, withChanges, wordsOf } from '../src/lib/macros/fill-macro.ts';
import type { Command } from '../src/ui/hotkeys/commands.ts';
import { rankCommands } from '../src/ui/hotkeys/rank-commands.ts';
import en from '../src/ui/locales/en.json' with { type: 'json' };
import nl from '../src/ui/locales/nl.json' with { type: 'json' };
import { relativeTime } from '../src/ui/time-format.ts';

/** What can be proved without a browser. */

const NOW = Date.parse('2026-03-10T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

async function textsOf(locale: 'nl' | 'en'): Promise<TFunction<'ui'>> {
  const instance = i18next.createInstance();
  return instance.init({ lng: locale, defaultNS: 'ui', resources: { [locale]: { ui: locale === 'nl' ? nl : en } } });
}

for (const [distance, short, long] of [
  [10_000, 'nu', 'zojuist'],
  [4 * MINUTE, '4 min', '4 minuten geleden'],
  [59 * MINUTE + 40_000, '1 u', 'een uur geleden'],
  [5 * HOUR, '5 u', '5 uur geleden'],
  [23 * HOUR + 50 * MINUTE, '1 d', 'een dag geleden'],
  [6 * DAY, '6 d', '6 dagen geleden'],
  [9 * DAY, '1 mrt', 'op 1 mrt'],
  [400 * DAY, '3 feb 2025', 'op 3 feb 2025'],
  [-3 * HOUR, 'over 3 u', 'over 3 uur'],
] as const) {
  test(`a moment ${Math.round(distance / 1000)} seconds ago reads "${short}" and "${long}"`, async () => {
    const t = await textsOf('nl');
    expect(relativeTime(NOW - distance, NOW, 'nl', 'short', t)).toBe(short);
    expect(relativeTime(NOW - distance, NOW, 'nl', 'long', t)).toBe(long);
  });
}

test('moments read in English too', async () => {
  const t = await textsOf('en');
  expect(relativeTime(NOW - 2 * DAY, NOW, 'en', 'long', t)).toBe('2 days ago');
  expect(relativeTime(NOW + HOUR, NOW, 'en', 'long', t)).toBe('in an hour');
});

const command = (label: string, more: Partial<Command> = {}): Command => ({
  id: label,
  label,
  group: 'Instellingen',
  run: () => undefined,
  ...more,
});

test('the palette ranks beginnings before middles before other words, and ignores accents', () => {
  const commands = [
    command('Nieuw ticket', { keywords: 'kanaal' }),
    command('Oud kanaal'),
    command('Kanalen'),
    command('Łukasz Wiśniewski'),
    command('Renée'),
  ];
  expect(rankCommands(commands, 'kana').map(({ label }) => label)).toEqual(['Kanalen', 'Oud kanaal', 'Nieuw ticket']);
  expect(rankCommands(commands, 'renee').map(({ label }) => label)).toEqual(['Renée']);
  expect(rankCommands(commands, 'nieuw kanalen')).toEqual([]);
  expect(rankCommands(commands, 'a(b').map(({ label }) => label)).toEqual([]);
  expect(rankCommands(commands, ' ')).toEqual(commands);
});

for (const [userAgent, browser, system, mobile] of [
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0',
    'Edge',
    'Windows',
    false,
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
    'Safari',
    'iPhone',
    true,
  ],
  [
    'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36',
    'Chrome',
    'Android',
    true,
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'Linux', false],
  ['curl/8.5.0', undefined, undefined, false],
] as const) {
  test(`the user agent "${userAgent.slice(0, 40)}…" is ${browser ?? 'no browser'} on ${system ?? 'nothing known'}`, () => {
    expect(readUserAgent(userAgent)).toEqual({ browser, system, mobile });
  });
}

for (const [text, seconds] of [
  ['4 u', 4 * 3_600],
  ['1u30', 5_400],
  ['1 u 30 min', 5_400],
  ['1:30', 5_400],
  ['90 min', 5_400],
  ['1,5', 5_400],
  ['2 dagen', 172_800],
  ['45s', 45],
  ['8 hours', 28_800],
  ['', undefined],
  ['0', undefined],
  ['straks', undefined],
  ['4 u straks', undefined],
  ['-3 u', undefined],
  ['30 30', undefined],
] as const) {
  test(`"${text}" is ${seconds ?? 'no'} seconds`, () => {
    expect(readDuration(text)).toBe(seconds);
    // What is written for it is read as the same again.
    if (seconds !== undefined) expect(readDuration(writeDuration(seconds, 'u'))).toBe(seconds);
  });
}

test('a deadline turns at its own second, and what is left is never rounded up', async () => {
  const instance = i18next.createInstance();
  const t = (await instance.init({
    lng: 'nl',
    defaultNS: 'deadlines',
    resources: { nl: { deadlines: deadlinesNl } },
  })) as TFunction<'deadlines'>;
  const iso = (at: number) => new Date(at).toISOString();
  const running = {
    target: 'first_response',
    state: 'running',
    warnAt: iso(NOW + HOUR),
    dueAt: iso(NOW + 2 * HOUR),
    leftSeconds: null,
  } as const;
  expect(moodOf(running, NOW)).toBe('fine');
  expect(moodOf(running, NOW + HOUR - 1)).toBe('fine');
  expect(moodOf(running, NOW + HOUR)).toBe('soon');
  expect(moodOf(running, NOW + 2 * HOUR - 1)).toBe('soon');
  expect(moodOf(running, NOW + 2 * HOUR)).toBe('late');
  expect(moodOf({ ...running, state: 'paused', dueAt: null, warnAt: null, leftSeconds: 90 * 60 }, NOW + DAY)).toBe('paused');
  expect(leftOf({ ...running, dueAt: null, leftSeconds: 90 * 60 }, NOW)).toBe(90 * MINUTE);
  expect(
    [110_000, 119_999, 2 * MINUTE, HOUR - 1, 65 * MINUTE, 11 * HOUR + 50 * MINUTE, 3 * DAY - 1].map((ms) => shortAmount(ms, t)),
  ).toEqual(['110 s', '119 s', '2 min', '59 min', '1 u 05', '11 u', '2 d']);
});

test('a macro’s words become paragraphs, with what is known filled in and what is not left to be seen', () => {
  const about = {
    locale: 'nl' as const,
    now: new Date(2026, 2, 10, 19),
    agentName: 'Sanne Visser',
    shopName: 'Klompen & Co',
    customerName: 'jan@klanten.test',
    ticket: { number: 12, subject: 'Maat' },
  };
  const values = valuesFor(about);
  expect(htmlOfMacro('{{greeting}},\n\nVan {{agent.firstName}}\n<b>{{shop.name}}</b> {{order.number}}', values)).toBe(
    '<p>Goedenavond,</p><p>Van Sanne<br>&lt;b&gt;Klompen &amp; Co&lt;/b&gt; {{order.number}}</p>',
  );
  // Nobody is greeted by their address.
  expect(htmlOfMacro('Hoi {{customer.firstName}}', values)).toBe('<p>Hoi {{customer.firstName}}</p>');
  expect(htmlOfMacro('  \n ', values)).toBe('');
  expect(wordsOf({ text: { nl: 'Hoi', en: ' ' } }, 'en')).toBe('Hoi');
});

test('what several macros do upon sending comes together; the last one has its way', () => {
  const first = withChanges(undefined, { changes: { addTags: ['retour'], priority: 'high', assigneeId: 'me' } }, 'my-id');
  expect(first).toEqual({ addTags: ['retour'], priority: 'high', assigneeId: 'my-id' });
  expect(withChanges(first, { changes: { removeTags: ['retour'], addTags: ['klaar'], priority: 'low' } }, 'my-id')).toEqual({
    addTags: ['klaar'],
    removeTags: ['retour'],
    priority: 'low',
    assigneeId: 'my-id',
  });
  expect(withChanges(undefined, { changes: {} }, 'my-id')).toBeUndefined();
});
