import { toJson } from './json.ts';

/** The part of the browser's storage that the widget uses. */
export interface KeyValue {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  /** In no order. */
  keys(): string[];
}

/** Keeps things in the browser where it lets us, else as long as the page lives: private windows and settings may forbid it. */
export function keepIn(area: () => Storage, prefix: string): KeyValue {
  const memory = new Map<string, string>();
  const attempt = <T>(work: (storage: Storage) => T): T | undefined => {
    try {
      return work(area());
    } catch {
      return undefined;
    }
  };
  return {
    get: (key) => memory.get(key) ?? attempt((storage) => storage.getItem(prefix + key)) ?? null,
    set: (key, value) => {
      const kept = attempt((storage) => {
        storage.setItem(prefix + key, value);
        return true;
      });
      if (kept) memory.delete(key);
      else memory.set(key, value);
    },
    remove: (key) => {
      memory.delete(key);
      attempt((storage) => storage.removeItem(prefix + key));
    },
    keys: () => {
      const stored = attempt((storage) =>
        Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
          .filter((key) => key.startsWith(prefix))
          .map((key) => key.slice(prefix.length)),
      );
      return [...new Set([...(stored ?? []), ...memory.keys()])];
    },
  };
}

/** @returns undefined for what is absent or was damaged */
export function readJson<T>(store: KeyValue, key: string): T | undefined {
  try {
    return JSON.parse(store.get(key) ?? '') as T;
  } catch {
    return undefined;
  }
}

export const writeJson = (store: KeyValue, key: string, value: unknown): void => store.set(key, toJson(value));
