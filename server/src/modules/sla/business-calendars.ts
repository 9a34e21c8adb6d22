import type { CalendarHours, SaveCalendarRequest, StoredCalendar } from '@balie/shared/contracts/calendars.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { isUniqueViolation } from '../../platform/database/unique-violation.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { countriesWithHolidays } from './holidays.ts';
import { KnownThings } from './known-things.ts';
import { SettingsChange } from './settings-change.ts';
import { CalendarNameTaken, UnknownHolidays } from './sla.errors.ts';

/** When somebody is there: of the organisation, of shops, of channel accounts. */
@Injectable()
export class BusinessCalendars {
  constructor(
    private readonly change: SettingsChange,
    private readonly known: KnownThings,
    private readonly clock: Clock,
  ) {}

  list(reader: Reader): Promise<StoredCalendar[]> {
    const uses = (column: string) =>
      `array(select u.${column} from business_calendar_uses u where u.calendar_id = c.id and u.${column} is not null order by 1)`;
    return reader.query<StoredCalendar>(
      `select c.id, c.name, c.is_default as "isDefault", c.hours, ${uses('shop_id')} as "shopIds", ${uses('channel_account_id')} as "channelAccountIds"
         from business_calendars c where c.organisation_id = $1 order by c.is_default desc, c.created_at, c.id`,
      [reader.organisationId],
    );
  }

  /** @throws {CalendarNameTaken | UnknownHolidays | NotFound} the latter of a shop or an account */
  async create(tx: Tx, calendar: SaveCalendarRequest): Promise<StoredCalendar> {
    const id = newId();
    await this.prepare(tx, calendar);
    await nameFree(
      tx.query(
        `insert into business_calendars (id, organisation_id, name, is_default, hours, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $6)`,
        [id, tx.organisationId, calendar.name, calendar.isDefault, JSON.stringify(calendar.hours), this.clock.now()],
      ),
    );
    return this.finish(tx, id, calendar);
  }

  /** @throws {CalendarNameTaken | UnknownHolidays | NotFound} */
  async save(tx: Tx, id: string, calendar: SaveCalendarRequest): Promise<StoredCalendar> {
    await this.prepare(tx, calendar);
    const saved = await nameFree(
      tx.execute(
        'update business_calendars set name = $3, is_default = $4, hours = $5, updated_at = $6 where organisation_id = $1 and id = $2',
        [tx.organisationId, id, calendar.name, calendar.isDefault, JSON.stringify(calendar.hours), this.clock.now()],
      ),
    );
    if (saved === 0) throw new NotFound('calendar');
    await tx.query('delete from business_calendar_uses where organisation_id = $1 and calendar_id = $2', [tx.organisationId, id]);
    return this.finish(tx, id, calendar);
  }

  /** Who had it falls back to what is less specific. @throws {NotFound} */
  async remove(tx: Tx, id: string): Promise<void> {
    await this.change.begin(tx);
    const removed = await tx.execute('delete from business_calendars where organisation_id = $1 and id = $2', [tx.organisationId, id]);
    if (removed === 0) throw new NotFound('calendar');
    await this.change.finish(tx);
  }

  private async prepare(tx: Tx, { hours, shopIds, channelAccountIds, isDefault }: SaveCalendarRequest): Promise<void> {
    await checkHolidays(hours);
    await this.change.begin(tx);
    await this.known.exist(tx, 'shop', shopIds);
    await this.known.exist(tx, 'channel account', channelAccountIds);
    if (isDefault)
      await tx.query('update business_calendars set is_default = false where organisation_id = $1 and is_default', [tx.organisationId]);
  }

  private async finish(tx: Tx, id: string, calendar: SaveCalendarRequest): Promise<StoredCalendar> {
    const [shopIds, channelAccountIds] = [calendar.shopIds, calendar.channelAccountIds].map((ids) => [...new Set(ids)].sort()) as [
      string[],
      string[],
    ];
    await tx.query(
      `delete from business_calendar_uses where organisation_id = $1 and (shop_id = any($2::uuid[]) or channel_account_id = any($3::uuid[]))`,
      [tx.organisationId, shopIds, channelAccountIds],
    );
    await tx.query(
      `insert into business_calendar_uses (organisation_id, calendar_id, shop_id, channel_account_id)
       select $1::uuid, $2::uuid, id, null::uuid from unnest($3::uuid[]) as id union all select $1, $2, null, id from unnest($4::uuid[]) as id`,
      [tx.organisationId, id, shopIds, channelAccountIds],
    );
    await this.change.finish(tx);
    return { id, ...calendar, shopIds, channelAccountIds };
  }
}

/** @throws {UnknownHolidays} */
export async function checkHolidays({ holidays }: CalendarHours): Promise<void> {
  if (!holidays) return;
  const { items } = await countriesWithHolidays('en');
  const country = items.find(({ code }) => code === holidays.country);
  const isKnown = country && (holidays.region === null || country.regions.some(({ code }) => code === holidays.region));
  if (!isKnown) throw new UnknownHolidays();
}

async function nameFree<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    if (isUniqueViolation(error, 'business_calendars_name')) throw new CalendarNameTaken();
    throw error;
  }
}
