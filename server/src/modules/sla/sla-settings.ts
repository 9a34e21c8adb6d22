import type { CalendarHours } from '@balie/shared/contracts/calendars.ts';
import type { SlaPolicy, SlaTerms } from '@balie/shared/contracts/sla.ts';
import { type BusinessCalendar, CALENDAR_HOURS } from '@balie/shared/domain/business-calendar.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Reader } from '../../platform/database/unit-of-work.ts';
import type { TimedTicket } from '../tickets/public.ts';
import { toBusinessCalendar } from './calendar-days.ts';

interface KnownCalendar {
  readonly id: string;
  readonly isDefault: boolean;
  readonly calendar: BusinessCalendar;
  readonly usedBy: ReadonlySet<string>;
}

/** Everything that deadlines of an organisation are computed by. */
export interface MeasuringSettings {
  /** Moves with every change. */
  readonly version: number;
  /** In order. */
  readonly policies: readonly SlaPolicy[];
  readonly calendars: readonly KnownCalendar[];
}

interface Kept {
  readonly version: number;
  /** Holidays are worked out for the years around it. */
  readonly year: number;
  readonly settings: MeasuringSettings;
}
/** Of so many organisations at once. */
const MOST_KEPT = 200;

/** Policies and calendars, read again when they have changed (by whichever process) and not before. */
@Injectable()
export class SlaSettings {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly clock: Clock) {}

  /** Is anything promised to anybody? */
  async isMeasuring(reader: Reader): Promise<boolean> {
    const [found] = await reader.prepared<{ is_measuring: boolean }>('select is_measuring from sla_settings where organisation_id = $1', [
      reader.organisationId,
    ]);
    return found?.is_measuring ?? false;
  }

  /** One small question where nothing has changed. */
  async all(tx: Reader): Promise<MeasuringSettings> {
    const [found] = await tx.prepared<{ version: number }>('select version from sla_settings where organisation_id = $1', [
      tx.organisationId,
    ]);
    return found ? this.load(tx, found.version) : { version: 0, policies: [], calendars: [] };
  }

  private async load(tx: Reader, version: number): Promise<MeasuringSettings> {
    const organisationId = tx.organisationId ?? '';
    const year = this.clock.now().getUTCFullYear();
    const known = this.kept.get(organisationId);
    if (known?.version === version && known.year === year) return known.settings;
    const settings = await this.read(tx, version);
    this.kept.delete(organisationId);
    this.kept.set(organisationId, { version, year, settings });
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    return settings;
  }

  private async read(tx: Reader, version: number): Promise<MeasuringSettings> {
    const [policies, calendars] = await Promise.all([
      tx.query<SlaPolicy & { terms: SlaTerms }>(
        'select id, name, active, terms from sla_policies where organisation_id = $1 order by position, id',
        [tx.organisationId],
      ),
      tx.query<{ id: string; isDefault: boolean; hours: CalendarHours; usedBy: string[] }>(
        `select c.id, c.is_default as "isDefault", c.hours,
                array(select coalesce(u.shop_id, u.channel_account_id) from business_calendar_uses u where u.calendar_id = c.id) as "usedBy"
           from business_calendars c where c.organisation_id = $1 order by c.id`,
        [tx.organisationId],
      ),
    ]);
    const now = this.clock.now();
    return {
      version,
      policies,
      calendars: await Promise.all(
        calendars.map(async ({ hours, usedBy, ...rest }) => ({
          ...rest,
          calendar: await toBusinessCalendar(hours, now),
          usedBy: new Set(usedBy),
        })),
      ),
    };
  }
}

/** The hours of a ticket: of its channel account, else of its shop, else the organisation's; else every hour counts. */
export function calendarOf(
  { calendars }: MeasuringSettings,
  { channelAccountId, shopId }: Pick<TimedTicket, 'channelAccountId' | 'shopId'>,
): { readonly id: string | null; readonly calendar: BusinessCalendar } {
  const found =
    calendars.find(({ usedBy }) => usedBy.has(channelAccountId)) ??
    calendars.find(({ usedBy }) => usedBy.has(shopId)) ??
    calendars.find(({ isDefault }) => isDefault);
  return found ?? { id: null, calendar: CALENDAR_HOURS };
}
