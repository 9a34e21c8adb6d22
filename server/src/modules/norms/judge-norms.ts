import { shifted } from '@balie/shared/domain/norm-week.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { judgedNorms, judgedWeek } from './marketplace-board.ts';
import { type MarketplaceFacts, ReadMarketplaceFacts } from './marketplace-facts.ts';
import { normOf } from './marketplace-scores.ts';
import { MeasureNorms, stepsOf } from './measure-norms.ts';
import type { NewAlert } from './new-alert.ts';
import { NormAlerts } from './norm-alerts.ts';
import { alertPeriodOf, OWN_ZONE } from './norm-windows.ts';
import { OwnNorms } from './own-norms.ts';

/** Looks how the norms of an organisation stand, and tells what is to be told. */
@Injectable()
export class JudgeNorms {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly facts: ReadMarketplaceFacts,
    private readonly measure: MeasureNorms,
    private readonly norms: OwnNorms,
    private readonly alerts: NormAlerts,
    private readonly clock: Clock,
  ) {}

  /** Idempotent. @returns how much was new */
  execute(): Promise<number> {
    return this.unitOfWork.run(async (tx) => {
      const [facts, own, { mail }] = await Promise.all([this.facts.all(tx, 'now'), this.measure.all(tx, 'now'), this.norms.settings(tx)]);
      const now = this.clock.now().getTime();
      const ofTheHouse = own
        .filter(({ norm }) => norm.alerts)
        .flatMap((one) =>
          stepsOf(one).map(
            (step): NewAlert => ({
              ...{ shopId: null, normId: one.norm.id, name: null, label: one.norm.name, step },
              period: alertPeriodOf(one.norm.window, OWN_ZONE, now),
              facts: {
                value: one.value,
                threshold: one.norm.threshold,
                unit: 'percent',
                condition: '>=',
                forecast: null,
                timeZone: OWN_ZONE,
              },
            }),
          ),
        );
      return this.alerts.raise(tx, [...facts.flatMap(alertsOf), ...ofTheHouse], mail);
    });
  }
}

/** Of the running week, and of the one before while questions of it may still go late. */
function alertsOf(facts: MarketplaceFacts): NewAlert[] {
  const { shopId, rules, week } = facts;
  const about = { shopId, normId: null, label: rules.label };
  const running = judgedNorms(facts).flatMap(({ norm, steps }) => {
    const { name, value, theirs, threshold, unit, condition, forecast } = norm;
    const told = { value: value ?? theirs?.value ?? null, threshold, unit: unit === 'rating' ? unit : ('percent' as const), condition };
    return steps.map(
      (step): NewAlert => ({
        ...about,
        ...{ name, step, period: week.monday },
        facts: { ...told, forecast, timeZone: rules.timeZone },
      }),
    );
  });
  const rule = rules.figures.find(({ name }) => name === 'RESPONSE_TIME');
  const last = judgedWeek(facts, shifted(week.monday, -7));
  if (!rule || !last || last.wire.open === 0) return running;
  const { condition, threshold } = normOf(facts, rule);
  const before = last.steps.map(
    (step): NewAlert => ({
      ...about,
      ...{ name: rule.name, step, period: last.monday },
      facts: { value: last.share, threshold, unit: 'percent', condition, forecast: last.wire, timeZone: rules.timeZone },
    }),
  );
  return [...before, ...running];
}
