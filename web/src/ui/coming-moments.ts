export interface ComingMoment {
  readonly name: 'laterToday' | 'tonight' | 'tomorrow' | 'monday' | 'nextWeek';
  /** Milliseconds since 1970. */
  readonly at: number;
}

const MORNING = 9;

/** The moments one usually puts something off to, in order; those that make no sense now are left out. */
export function comingMoments(now: number): ComingMoment[] {
  const hour = new Date(now).getHours();
  const weekday = new Date(now).getDay();
  const moments: ComingMoment[] = [];
  if (hour < 15) moments.push({ name: 'laterToday', at: atHour(now, 0, Math.max(hour + 3, MORNING)) });
  else if (hour < 19) moments.push({ name: 'tonight', at: atHour(now, 0, 20) });
  moments.push({ name: 'tomorrow', at: atHour(now, 1, MORNING) });
  const toMonday = (8 - weekday) % 7 || 7;
  // On a Sunday tomorrow is Monday.
  if (toMonday > 1) moments.push({ name: 'monday', at: atHour(now, toMonday, MORNING) });
  moments.push({ name: 'nextWeek', at: atHour(now, 7, MORNING) });
  return moments.filter((moment, index) => moments.findIndex(({ at }) => at === moment.at) === index);
}

/** In the local time zone, so that 9:00 stays 9:00 when the clock changes. */
function atHour(now: number, daysLater: number, hour: number): number {
  const day = new Date(now);
  day.setDate(day.getDate() + daysLater);
  return day.setHours(hour, 0, 0, 0);
}
