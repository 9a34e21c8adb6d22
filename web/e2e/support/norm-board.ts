import type { MarketplaceNorm, NormBoard } from '@balie/shared/contracts/norms.ts';
import { mondayOf, shifted } from '@balie/shared/domain/norm-week.ts';

/** A week in which there is something to see: what a server might tell on a Wednesday, for pictures that are the same on every day. */

const NOW = '2026-05-20T10:12:00.000Z';
const MONDAY = mondayOf(2026, 21);
const [SHOP, NORM] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'];

const history = (ours: readonly (number | null)[], theirs: readonly (number | null)[] = ours) =>
  Array.from({ length: 23 }, (_, index) => ({
    period: shifted(MONDAY, (index - 22) * 7),
    ours: ours[index - (23 - ours.length)] ?? null,
    theirs: theirs[index - (23 - theirs.length)] ?? null,
  }));

const norm = (name: MarketplaceNorm['name'], given: Partial<MarketplaceNorm>): MarketplaceNorm => ({
  name,
  state: 'good',
  unit: 'percent',
  condition: '>=',
  threshold: 0.9,
  toldByThem: true,
  value: null,
  wrong: null,
  total: null,
  theirs: null,
  givesStrikes: false,
  forecast: null,
  history: history([]),
  ...given,
});
const theirs = (value: number, numerator: number | null = null, denominator: number | null = null) => ({
  monday: shifted(MONDAY, -7),
  value,
  numerator,
  denominator,
  fetchedAt: NOW,
});

const SUBJECTS = [
  'Waar blijft mijn Gazelle Orange C7? Hij zou gisteren al bezorgd zijn',
  'Bel ontbreekt',
  'Ketting past niet op de Batavus Quip Extra Cargo met dubbele accu en voordrager',
  'Kan ik ruilen voor maat 53?',
];

export const BOARD: NormBoard = {
  at: NOW,
  shops: [
    {
      shopId: SHOP,
      shopName: 'De Fietsenmaker van Amersfoort',
      kind: 'bol',
      label: 'bol.com',
      timeZone: 'Europe/Amsterdam',
      monday: MONDAY,
      norms: [
        norm('RESPONSE_TIME', {
          state: 'at_risk',
          value: 30 / 36,
          wrong: 6,
          total: 36,
          theirs: theirs(0.921, 70, 76),
          givesStrikes: true,
          forecast: {
            ...{ asked: 41, inTime: 30, late: 6, open: 5, expected: 84, allowed: 8, mailFrom: 10, untilMail: 4, untilStrike: 3 },
            ...{ nextAt: '2026-05-20T12:20:00.000Z', mailAt: '2026-05-20T15:05:00.000Z', strikeAt: '2026-05-20T14:40:00.000Z' },
          },
          history: history([0.95, 0.93, 0.88, 0.94, 0.96, 0.91, 0.92, 0.921, 30 / 36]),
        }),
        norm('FULFILMENT', {
          threshold: 0.93,
          value: 118 / 121,
          wrong: 3,
          total: 121,
          theirs: theirs(0.968, 121, 125),
          givesStrikes: true,
          history: history([0.97, 0.95, 0.96, 0.98, 0.94, 0.968, 118 / 121]),
        }),
        norm('CANCELLATIONS', {
          state: 'broken',
          condition: '<=',
          threshold: 0.02,
          value: 4 / 131,
          wrong: 4,
          total: 131,
          theirs: theirs(0.016, 2, 125),
          givesStrikes: true,
          history: history([0.01, 0.012, 0.024, 0.008, 0.016, 4 / 131]),
        }),
        norm('PHONE_AVAILABILITY', {
          value: 22 / 24,
          wrong: 2,
          total: 24,
          theirs: theirs(0.9),
          history: history([0.8, 0.95, 0.9, 22 / 24]),
        }),
        norm('REVIEWS', { unit: 'rating', threshold: 8, theirs: theirs(8.7), history: history([], [8.5, 8.6, 8.4, 8.7, 8.7]) }),
        norm('TRACK_AND_TRACE', { state: 'unknown', threshold: 1, toldByThem: false }),
      ],
      lastWeek: null,
      next: SUBJECTS.map((subject, index) => ({
        ticketId: `01900000-0000-7000-8000-00000000001${index}`,
        number: 1_042 + index,
        subject,
        assigneeId: null,
        askedAt: '2026-05-19T12:20:00.000Z',
        dueAt: new Date(Date.parse('2026-05-20T12:20:00.000Z') + index * 4_200_000).toISOString(),
        openLong: index < 2,
      })),
      openLong: 2,
      lateOpen: 3,
      openLongHours: 18,
      strikes: {
        items: [
          { monday: shifted(MONDAY, -42), source: 'derived', names: ['RESPONSE_TIME'] },
          { monday: shifted(MONDAY, -84), source: 'recorded', names: ['FULFILMENT', 'CANCELLATIONS'] },
        ],
        weeks: 22,
        closedAt: 5,
        since: shifted(MONDAY, -22 * 7),
        choices: Array.from({ length: 22 }, (_, index) => ({
          monday: shifted(MONDAY, -7 * (index + 1)),
          recorded: index === 11 ? true : null,
        })),
      },
    },
  ],
  own: [
    {
      norm: {
        id: NORM,
        name: 'Telefoon binnen een minuut opgenomen',
        active: true,
        metric: 'calls_answered',
        seconds: 60,
        hours: 'calendar',
        scope: { shopIds: [], channelKinds: [], teamIds: [] },
        threshold: 0.95,
        window: 'week',
        alerts: true,
      },
      state: 'good',
      value: 0.97,
      right: 97,
      wrong: 3,
      open: 0,
      history: history([0.93, 0.96, 0.95, 0.98, 0.97]).slice(-12),
    },
  ],
};

export const ALERT = {
  items: [
    {
      id: '01900000-0000-7000-8000-000000000003',
      shopId: SHOP,
      shopName: 'De Fietsenmaker van Amersfoort',
      label: 'bol.com',
      name: 'RESPONSE_TIME',
      step: 'at_risk',
      at: NOW,
    },
  ],
};

/** What the bell of a lead says of it. */
export const BELL = {
  items: [
    {
      id: '01900000-0000-7000-8000-000000000004',
      kind: 'norm',
      ticket: null,
      norm: { label: 'bol.com', name: 'RESPONSE_TIME', shopName: 'De Fietsenmaker van Amersfoort', step: 'at_risk' },
      messageId: null,
      actorId: null,
      createdAt: NOW,
      readAt: null,
    },
  ],
  nextCursor: null,
  unread: 1,
};
