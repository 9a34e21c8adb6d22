import {
  businessCalendar,
  calendarList,
  calendarPreview,
  calendarPreviewRequest,
  holidayCountries,
  type SaveCalendarRequest,
  saveCalendarRequest,
} from '@balie/shared/contracts/calendars.ts';
import { locale, id as uuid } from '@balie/shared/contracts/common.ts';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Requires } from '../../platform/http/access.ts';
import { Returns } from '../../platform/http/returns.ts';
import { BusinessCalendars, checkHolidays } from './business-calendars.ts';
import { previewOf } from './calendar-days.ts';
import { countriesWithHolidays } from './holidays.ts';

/** Of names of holidays and countries. */
const inLanguage = z.object({ language: locale.default('nl') });
type InLanguage = z.infer<typeof inLanguage>;

/** Business hours and holidays. */
@Controller('business-calendars')
export class CalendarsController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly calendars: BusinessCalendars,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('tickets:read')
  @Returns(calendarList)
  async list() {
    return { items: await this.unitOfWork.read((reader) => this.calendars.list(reader)) };
  }

  @Get('countries')
  @Requires('conversations:manage')
  @Returns(holidayCountries)
  countries(@Query({ schema: inLanguage }) { language }: InLanguage) {
    return countriesWithHolidays(language);
  }

  @Post('preview')
  @Requires('conversations:manage')
  @Returns(calendarPreview, 200)
  async preview(
    @Body({ schema: calendarPreviewRequest }) body: z.infer<typeof calendarPreviewRequest>,
    @Query({ schema: inLanguage }) query: InLanguage,
  ) {
    await checkHolidays(body.hours);
    return previewOf(body.hours, this.clock.now(), query.language);
  }

  @Post()
  @Requires('conversations:manage')
  @Returns(businessCalendar)
  create(@Body({ schema: saveCalendarRequest }) body: SaveCalendarRequest) {
    return this.unitOfWork.run((tx) => this.calendars.create(tx, body));
  }

  @Put(':id')
  @Requires('conversations:manage')
  @Returns(businessCalendar)
  save(@Param('id', { schema: uuid }) calendarId: string, @Body({ schema: saveCalendarRequest }) body: SaveCalendarRequest) {
    return this.unitOfWork.run((tx) => this.calendars.save(tx, calendarId, body));
  }

  @Delete(':id')
  @Requires('conversations:manage')
  @HttpCode(204)
  async remove(@Param('id', { schema: uuid }) calendarId: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.calendars.remove(tx, calendarId));
  }
}
