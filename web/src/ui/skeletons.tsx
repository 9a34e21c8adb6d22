import { Skeleton } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './skeletons.module.css';

/** Shows its children only when the wait is long enough to notice, and says to a screen reader that something loads. */
export function Waiting({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('ui');
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" aria-label={t('loading')} className={styles.waiting}>
      {shown ? <div aria-hidden>{children}</div> : null}
    </div>
  );
}

const repeat = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Rows of a list: a face and two lines. */
export function SkeletonRows({
  count = 8,
  height = 64,
  faces = true,
}: {
  readonly count?: number;
  readonly height?: number;
  readonly faces?: boolean;
}) {
  return (
    <Waiting>
      {repeat(count).map((row) => (
        <div key={row} className={styles.row} style={{ height }}>
          {faces ? <Skeleton circle height={28} width={28} /> : null}
          <div className={styles.lines}>
            <Skeleton height={10} width={`${38 + ((row * 17) % 30)}%`} />
            {height >= 56 ? <Skeleton height={8} width={`${60 + ((row * 23) % 35)}%`} /> : null}
          </div>
        </div>
      ))}
    </Waiting>
  );
}

/** A few lines of text. */
export function SkeletonText({ lines = 3 }: { readonly lines?: number }) {
  return (
    <Waiting>
      <div className={styles.text}>
        {repeat(lines).map((line) => (
          <Skeleton key={line} height={10} width={`${line === lines - 1 ? 45 : 80 + ((line * 13) % 20)}%`} />
        ))}
      </div>
    </Waiting>
  );
}

/** A page of settings: a title and a few blocks. */
export function SkeletonPage() {
  return (
    <Waiting>
      <div className={styles.page}>
        <Skeleton height={20} width={200} />
        <Skeleton height={10} width="70%" />
        <Skeleton height={96} />
        <Skeleton height={96} />
      </div>
    </Waiting>
  );
}
