import { namespaced } from './namespaced.ts';

export const texts = namespaced(
  import.meta.glob(['../**/locales/en.json', '!../features/settings/*/**/locales/en.json', '!../features/wall/locales/en.json'], {
    eager: true,
    import: 'default',
  }),
);
