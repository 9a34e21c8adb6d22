import { storable } from '../../platform/database/storable.ts';
import { UnreadableItem } from './history-format.ts';

/** Records of exports are read with suspicion: any value may be missing, or of another kind. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function objectsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Texts and numbers as text; anything else is empty. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

/** The first that is not empty. */
export function firstText(...values: readonly unknown[]): string {
  return values.map(textOf).find((text) => text.trim() !== '') ?? '';
}

export function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map((one) => (isObject(one) ? textOf(one['name']) : textOf(one))).filter(Boolean) : [];
}

/** Exports write booleans as such, as words and as numbers. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 1 || value === 'true' || value === '1';
}

const ADDRESS = /[^\s<>,;"']{1,256}@[^\s<>,;"']{1,255}/;

/** A mail address in lower case, out of `Name <address>` too; empty when there is none. */
export function addressOf(value: unknown): string {
  return ADDRESS.exec(textOf(value))?.[0].toLowerCase().slice(0, 320) ?? '';
}

const EARLIEST = Date.UTC(1990, 0, 1);

/** ISO 8601, seconds since 1970, or the like. Undefined for nonsense. */
export function dateOf(value: unknown): Date | undefined {
  const seconds = typeof value === 'number' || (typeof value === 'string' && /^\d{9,11}(?:\.\d+)?$/.test(value));
  const date = seconds ? new Date(Number(value) * 1000) : new Date(textOf(value));
  return date.getTime() >= EARLIEST ? date : undefined;
}

/** @throws {UnreadableItem} */
export function neededDate(...values: readonly unknown[]): Date {
  for (const value of values) {
    const date = dateOf(value);
    if (date) return date;
  }
  throw new UnreadableItem('no_date');
}

/** A Message-ID without its angle brackets; null for what is none. */
export function messageIdOf(value: unknown): string | null {
  return /^\s*<?([^\s<>]{1,500}@[^\s<>]{1,500})>?\s*$/.exec(textOf(value))?.[1] ?? null;
}

/** As tags are written here: no spaces, no commas, lower case. */
export function tagsOf(names: readonly string[]): string[] {
  const tags = names.map((name) =>
    storable(name)
      .trim()
      .toLowerCase()
      .replaceAll(/[\s,]+/g, '-')
      .slice(0, 50),
  );
  return [...new Set(tags.filter((tag) => tag !== ''))].slice(0, 50);
}
