import { namespaced } from './namespaced.ts';

export const texts = namespaced(
  import.meta.glob(['../features/settings/*/**/locales/nl.json', '../features/wall/locales/nl.json'], { eager: true, import: 'default' }),
);
