import type { ChatHours } from '@balie/shared/contracts/chat-desk.ts';
import { describe, expect, it } from '@jest/globals';
import { answersBy, isOpen, opensAt } from './opening-hours.ts';

const WORKDAYS = [1, 2, 3, 4, 5].map((day) => ({ day, opens: '09:00', closes: '17:00' }));
const shop: ChatHours = { timeZone: 'Europe/Amsterdam', windows: WORKDAYS };
const at = (text: string) => new Date(text);
const iso = (date: Date | null) => date?.toISOString() ?? null;

describe('opening hours', () => {
  it('are those of the shop’s own clock, from the first minute until before the last', () => {
    // A Wednesday in winter: one hour before UTC.
    expect(isOpen(shop, at('2026-01-14T07:59:59Z'))).toBe(false);
    expect(isOpen(shop, at('2026-01-14T08:00:00Z'))).toBe(true);
    expect(isOpen(shop, at('2026-01-14T15:59:59Z'))).toBe(true);
    expect(isOpen(shop, at('2026-01-14T16:00:00Z'))).toBe(false);
    expect(opensAt(shop, at('2026-01-14T12:00:00Z'))).toBeNull();
  });

  it('begin again after the weekend', () => {
    expect(iso(opensAt(shop, at('2026-01-16T16:00:00Z')))).toBe('2026-01-19T08:00:00.000Z');
  });

  it('stay at nine when the clock is put forward, and when it is put back', () => {
    const daily: ChatHours = { ...shop, windows: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, opens: '09:00', closes: '17:00' })) };
    expect(iso(opensAt(daily, at('2026-03-28T20:00:00Z')))).toBe('2026-03-29T07:00:00.000Z');
    expect(iso(opensAt(daily, at('2026-10-24T20:00:00Z')))).toBe('2026-10-25T08:00:00.000Z');
    expect(iso(answersBy(daily, at('2026-03-28T20:00:00Z'), 60))).toBe('2026-03-29T08:00:00.000Z');
  });

  it('may begin in the hour that the clock leaves out, and hold for both of the hour that comes twice', () => {
    const night: ChatHours = { ...shop, windows: [{ day: 7, opens: '02:30', closes: '04:00' }] };
    // On 29 March the clock goes from 02:00 to 03:00, which is past 02:30.
    expect(iso(opensAt(night, at('2026-03-29T00:00:00Z')))).toBe('2026-03-29T01:00:00.000Z');
    // On 25 October it shows 02:30 twice: what the clock on the wall says, holds.
    expect(isOpen(night, at('2026-10-25T00:45:00Z'))).toBe(true);
    expect(isOpen(night, at('2026-10-25T01:15:00Z'))).toBe(false);
    expect(isOpen(night, at('2026-10-25T01:45:00Z'))).toBe(true);
    expect(isOpen(night, at('2026-10-25T03:00:00Z'))).toBe(false);
  });

  it('may close for lunch and last until midnight', () => {
    const monday: ChatHours = {
      ...shop,
      windows: [
        { day: 1, opens: '13:00', closes: '24:00' },
        { day: 1, opens: '09:00', closes: '12:00' },
      ],
    };
    expect(iso(opensAt(monday, at('2026-01-12T11:30:00Z')))).toBe('2026-01-12T12:00:00.000Z');
    expect(isOpen(monday, at('2026-01-12T22:59:59Z'))).toBe(true);
    expect(isOpen(monday, at('2026-01-12T23:00:00Z'))).toBe(false);
    expect(iso(opensAt(monday, at('2026-01-12T23:00:00Z')))).toBe('2026-01-19T08:00:00.000Z');
  });

  it('promise nothing while open, nothing that lies after closing, and nothing at all where it never opens', () => {
    expect(answersBy(shop, at('2026-01-14T12:00:00Z'), 60)).toBeNull();
    expect(iso(answersBy(shop, at('2026-01-14T20:00:00Z'), 60))).toBe('2026-01-15T09:00:00.000Z');
    expect(iso(answersBy(shop, at('2026-01-14T20:00:00Z'), 1_440))).toBe('2026-01-15T16:00:00.000Z');
    expect(answersBy({ ...shop, windows: [] }, at('2026-01-14T20:00:00Z'), 60)).toBeNull();
    expect(opensAt({ ...shop, windows: [] }, at('2026-01-14T20:00:00Z'))).toBeNull();
  });
});
