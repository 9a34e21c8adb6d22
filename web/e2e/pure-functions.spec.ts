// Not ours: that one starts a server for every test.
import { expect, test } from '@playwright/test';
import type { TFunction } from 'i18next';
import i18next from 'i18next';
import { readUserAgent } from '../src/features/settings/security/user-agent.ts';
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
