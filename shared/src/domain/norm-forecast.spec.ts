import { describe, expect, it } from '@jest/globals';
import { expectedIn, forecast, type ShareNorm, type WeekOfQuestions } from './norm-forecast.ts';

const BOL: ShareNorm = { threshold: 0.9, mailAt: 10, strikeFrom: 3 };
const HOUR = 3_600_000;
const NOW = Date.parse('2026-05-20T10:00:00Z');
/** `asked late open expected`: those that are not late or open were answered in time; the open ones go late one by one, an hour apart. */
function week(asked: number, late: number, open: number, expected = asked): WeekOfQuestions {
  return { asked, late, inTime: asked - late - open, open: Array.from({ length: open }, (_, index) => NOW + (index + 5) * HOUR), expected };
}

describe('a week of questions', () => {
  it('says of six late ones of 41, where 84 are to be expected, what the lead has to know', () => {
    const made = forecast(week(41, 6, 5, 84), BOL, NOW);
    expect(made).toMatchObject({ state: 'at_risk', allowed: 8, untilMail: 4, untilStrike: 3 });
    expect(made).toMatchObject({ nextAt: NOW + 5 * HOUR, mailAt: NOW + 8 * HOUR, strikeAt: NOW + 7 * HOUR });
  });

  it.each([
    ['nothing was asked', week(0, 0, 0), 'unknown', [0, 10, 3]],
    ['all in time', week(20, 0, 0), 'good', [2, 10, 3]],
    ['one late, and two more are a strike', week(20, 1, 0), 'at_risk', [2, 9, 2]],
    ['one late of many', week(60, 1, 0), 'good', [6, 9, 6]],
    ['two late of few: less than a strike takes', week(5, 2, 0), 'at_risk', [0, 8, 1]],
    ['three late of few', week(5, 3, 0), 'broken', [0, 7, 0]],
    ['exactly a tenth', week(50, 5, 0), 'at_risk', [5, 5, 1]],
    ['one more than a tenth', week(50, 6, 0), 'broken', [5, 4, 0]],
    ['near the mail, far from a strike', week(200, 7, 0), 'at_risk', [20, 3, 14]],
    ['the mail came', week(200, 10, 0), 'at_risk', [20, 0, 11]],
    ['questions to come make room', week(20, 3, 0, 80), 'good', [8, 7, 6]],
  ] as const)('%s', (_name, given, state, [allowed, untilMail, untilStrike]) => {
    expect(forecast(given, BOL, NOW)).toMatchObject({ state, allowed, untilMail, untilStrike });
  });

  it('is at risk when what goes late within hours would break it', () => {
    const soon = { ...week(10, 0, 0), inTime: 7, open: [NOW + HOUR, NOW + 2 * HOUR, NOW + 3 * HOUR] };
    expect(forecast(soon, BOL, NOW).state).toBe('at_risk');
    expect(forecast({ ...soon, open: soon.open.map((due) => due + 6 * HOUR) }, BOL, NOW).state).toBe('good');
  });

  it('tells the mail before it comes, and never takes a step back while more go late', () => {
    for (let asked = 1; asked <= 150; asked++) {
      let steps = 0;
      for (let late = 0; late <= asked; late++) {
        const made = forecast(week(asked, late, 0), BOL, NOW);
        expect(made.steps.length).toBeGreaterThanOrEqual(steps);
        steps = made.steps.length;
        // Whoever has nine has been told.
        if (late >= 7) expect(made.steps).toContain('mail_near');
        // A strike takes both: the share missed, and three late ones.
        expect(made.untilStrike === 0).toBe(late >= 3 && late * 10 > asked);
        expect(made.state === 'broken').toBe(made.untilStrike === 0);
      }
    }
  });

  it('finds the moment of the one that tips it among those that are open, and none beyond them', () => {
    for (let open = 0; open < 12; open++) {
      const given = week(40, 6, open, 90);
      const { untilMail, mailAt } = forecast(given, BOL, NOW);
      expect(mailAt).toBe(untilMail === null ? null : (given.open[untilMail - 1] ?? null));
    }
  });
});

it('expects as many questions as came on average after this point of the weeks before', () => {
  expect(expectedIn(41, [])).toBe(41);
  expect(expectedIn(41, [40, 46])).toBe(84);
  expect(expectedIn(0, [10, 11])).toBe(11);
});
