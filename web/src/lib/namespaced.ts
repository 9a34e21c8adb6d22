import type { Resource } from 'i18next';

type Texts = Resource[string][string];

/** `../features/inbox/locales/nl.json` holds the namespace `inbox`. */
export function namespaced(files: Record<string, unknown>): Record<string, Texts> {
  return Object.fromEntries(Object.entries(files).map(([file, content]) => [file.split('/').at(-3) ?? file, content as Texts]));
}
