import { lazy, Suspense } from 'react';
import type { ComposerProps } from '../features/composer/composer.tsx';
import styles from './lazy-composer.module.css';

const load = () => import('../features/composer/composer.tsx');
const Loaded = lazy(async () => ({ default: (await load()).Composer }));
// The editor is not part of the first load, and is there before it is needed.
if (typeof requestIdleCallback === 'function') requestIdleCallback(() => void load(), { timeout: 2_000 });

/** The composer, with its room kept while its code comes. */
export function Composer(props: ComposerProps) {
  return (
    <Suspense fallback={<div className={styles.room} />}>
      <Loaded {...props} />
    </Suspense>
  );
}
