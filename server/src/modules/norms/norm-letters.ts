import type { Locale } from '@balie/shared/contracts/common.ts';
import type { NormForecast } from '@balie/shared/contracts/norms.ts';
import type { FigureName } from '@balie/shared/contracts/order-sources.ts';
import type { NormStep } from '@balie/shared/domain/norm-forecast.ts';
import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { Config } from '../../platform/config/config.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { letter } from '../../platform/mail/letter.ts';
import type { SystemMail } from '../../platform/mail/system-mailer.ts';
import { Colleagues } from '../agents/public.ts';
import { FIGURE_NAMES } from './figure-names.ts';
import type { AlertFacts } from './new-alert.ts';

interface Told {
  readonly label: string;
  readonly shopName: string | null;
  readonly name: FigureName | null;
  readonly step: NormStep;
  readonly facts: AlertFacts;
}

interface Sentences {
  readonly subject: Readonly<Record<NormStep, (what: string) => string>>;
  readonly now: (value: string, threshold: string) => string;
  readonly late: (late: number, asked: number) => string;
  readonly mail: (from: number) => string;
  readonly strike: (more: number) => string;
  readonly isStrike: string;
  readonly next: (at: string) => string;
  readonly look: string;
  readonly after: string;
}

const SENTENCES: Readonly<Record<Locale, Sentences>> = {
  nl: {
    subject: {
      at_risk: (what) => `Let op: ${what} dreigt onder de norm te komen`,
      mail_near: (what) => `Bijna een waarschuwing: ${what}`,
      broken: (what) => `Onder de norm: ${what}`,
    },
    now: (value, threshold) => `Het staat nu op ${value}; de norm is ${threshold}.`,
    late: (late, asked) => `${late} van ${asked} vragen van deze week zijn te laat beantwoord of nog steeds niet.`,
    mail: (from) => `Bij de ${from}e krijg je een waarschuwing per mail.`,
    strike: (more) =>
      more === 1
        ? 'Gaat er nog 1 over tijd, dan is een strike waarschijnlijk.'
        : `Gaan er nog ${more} over tijd, dan is een strike waarschijnlijk.`,
    isStrike: 'Een strike is nu waarschijnlijk.',
    next: (at) => `De volgende gaat ${at} over tijd.`,
    look: 'Bekijk wat eerst beantwoord moet worden:',
    after: 'Je krijgt dit bericht één keer per norm, week en stap. Bij Instellingen, Normen zet je deze mails uit.',
  },
  en: {
    subject: {
      at_risk: (what) => `Take care: ${what} is about to fall below its norm`,
      mail_near: (what) => `Nearly a warning: ${what}`,
      broken: (what) => `Below the norm: ${what}`,
    },
    now: (value, threshold) => `It stands at ${value} now; the norm is ${threshold}.`,
    late: (late, asked) => `${late} of this week's ${asked} questions were answered late, or are late and still open.`,
    mail: (from) => `At number ${from} you get a warning by mail.`,
    strike: (more) => (more === 1 ? 'If 1 more goes late, a strike is likely.' : `If ${more} more go late, a strike is likely.`),
    isStrike: 'A strike is likely now.',
    next: (at) => `The next one goes late ${at}.`,
    look: 'See which to answer first:',
    after: 'You get this once for each norm, week and step. Switch these mails off at Settings, Norms.',
  },
};

/** What a lead is told of a norm by mail, in their language. */
@Injectable()
export class NormLetters {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly colleagues: Colleagues,
    private readonly config: Config,
  ) {}

  /** Undefined when there is nobody to tell any more, or nothing. */
  async write(alertId: string, agentId: string): Promise<SystemMail | undefined> {
    const { told, lead } = await this.unitOfWork.run(async (tx) => {
      const [found] = await tx.query<Told>(
        `select a.label, s.name as "shopName", a.name, a.step, a.facts from norm_alerts a left join shops s on s.id = a.shop_id
          where a.organisation_id = $1 and a.id = $2`,
        [tx.organisationId, alertId],
      );
      return { told: found, lead: await this.colleagues.find(tx, agentId) };
    });
    if (!told || !lead?.active) return undefined;
    const { subject, text } = inWords(told, lead.locale);
    return letter(lead.email, subject, text, `${this.config.publicUrl}/norms`, SENTENCES[lead.locale].after);
  }
}

function inWords({ label, shopName, name, step, facts }: Told, locale: Locale): { subject: string; text: string } {
  const say = SENTENCES[locale];
  const what = name === null ? label : `${FIGURE_NAMES[locale][name]} ${label} (${shopName ?? ''})`;
  const { value, threshold, unit, forecast } = facts;
  const text = [
    value === null ? '' : say.now(inFigures(value, unit, locale), inFigures(threshold, unit, locale)),
    ...(forecast ? forecastInWords(forecast, facts.timeZone, locale) : []),
    say.look,
  ];
  return { subject: say.subject[step](what), text: text.filter((sentence) => sentence !== '').join(' ') };
}

function forecastInWords(
  { late, asked, mailFrom, untilMail, untilStrike, nextAt }: NormForecast,
  timeZone: string,
  locale: Locale,
): string[] {
  const say = SENTENCES[locale];
  const strike = untilStrike === null ? '' : untilStrike === 0 ? say.isStrike : say.strike(untilStrike);
  return [
    say.late(late, asked),
    mailFrom !== null && untilMail !== null && untilMail > 0 ? say.mail(mailFrom) : '',
    strike,
    nextAt === null
      ? ''
      : say.next(
          DateTime.fromISO(nextAt, { zone: timeZone })
            .setLocale(locale)
            .toFormat(locale === 'nl' ? "cccc 'om' HH:mm" : "'on' cccc 'at' HH:mm"),
        ),
  ];
}

function inFigures(value: number, unit: AlertFacts['unit'], locale: Locale): string {
  const style = unit === 'rating' ? { maximumFractionDigits: 1 } : { style: 'percent' as const, maximumFractionDigits: 1 };
  return value.toLocaleString(locale, style);
}
