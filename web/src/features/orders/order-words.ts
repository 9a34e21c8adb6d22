import type { Order, OrderAction, OrderLine } from '@balie/shared/contracts/orders.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** `€ 39,95`. @param minor cents */
export function money(minor: number, currency: string, locale: string): string {
  const key = `${locale} ${currency}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'nl-NL', { style: 'currency', currency });
  formats.set(key, format);
  return format.format(minor / 100);
}

/** `do 5 mrt`. @param day `2026-03-05`, wherever the reader is */
export function dayInWords(day: string, locale: string): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'nl-NL', options).format(new Date(`${day}T12:00:00Z`));
}

/** What was done last to this return or this line; undefined when nobody needs to see it any more. */
export function newestAction(order: Order, targetId: string, now: number): OrderAction | undefined {
  const found = order.actions.find(({ task }) =>
    task.kind === 'handle_return' ? task.returnId === targetId : task.lineIds.includes(targetId),
  );
  return found?.state === 'done' && now - Date.parse(found.updatedAt) > DONE_SHOWN_MS ? undefined : found;
}
/** Afterwards what it did speaks for itself. */
const DONE_SHOWN_MS = 10 * 60_000;

export function isRunning(action: OrderAction | undefined): boolean {
  return action?.state === 'waiting' || action?.state === 'working';
}

/** Not there on the day it was promised. */
export function isLate({ promise, quantity, shipped, cancelled }: OrderLine, now: number): boolean {
  return promise !== null && quantity > shipped + cancelled && Date.parse(`${promise.day}T23:59:59`) < now;
}
