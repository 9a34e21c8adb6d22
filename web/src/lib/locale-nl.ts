import { namespaced } from './namespaced.ts';

export const texts = namespaced(
  import.meta.glob(['../**/locales/nl.json', '!../features/settings/*/**/locales/nl.json', '!../features/wall/locales/nl.json'], {
    eager: true,
    import: 'default',
  }),
);
