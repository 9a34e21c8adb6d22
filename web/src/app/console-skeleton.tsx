import { Skeleton } from '@mantine/core';
import { SkeletonRows } from '../ui/skeletons.tsx';
import styles from './console-skeleton.module.css';

/** The shape of the console while who is signed in is looked up. */
export function ConsoleSkeleton() {
  return (
    <main className={styles.shell}>
      <div className={styles.side} aria-hidden>
        {['60%', '100%', '45%', '70%', '55%', '65%', '50%'].map((width) => (
          <Skeleton key={width} height={12} width={width} />
        ))}
      </div>
      <div className={styles.list}>
        <SkeletonRows count={9} />
      </div>
    </main>
  );
}
