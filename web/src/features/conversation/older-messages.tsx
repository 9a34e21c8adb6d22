import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { changeDetail } from '../../lib/tickets/ticket-cache.ts';
import { readOlder } from '../../lib/tickets/ticket-queries.ts';
import { withOlder } from '../../lib/tickets/timeline-data.ts';
import { SkeletonText } from '../../ui/skeletons.tsx';
import styles from './timeline.module.css';

interface OlderMessagesProps {
  readonly ticketId: string;
  readonly cursor: string;
  readonly scroller: RefObject<HTMLElement | null>;
}

/** The beginning of what is loaded; coming near it loads what came before. */
export function OlderMessages({ ticketId, cursor, scroller }: OlderMessagesProps) {
  const { t } = useTranslation('conversation');
  const place = useRef<HTMLDivElement>(null);
  const { mutate, isPending, isError } = useMutation({
    mutationFn: (before: string) => readOlder(ticketId, before),
    onSuccess: (older) => changeDetail(ticketId, (detail) => withOlder(detail, older)),
  });
  useEffect(() => {
    if (!place.current || isPending || isError) return;
    const watch = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && mutate(cursor), {
      root: scroller.current,
      rootMargin: '400px 0px 0px',
    });
    watch.observe(place.current);
    return () => watch.disconnect();
  }, [cursor, isPending, isError, mutate, scroller]);
  return (
    <div ref={place} className={styles.older}>
      {isError ? (
        <Button variant="default" size="compact-sm" onClick={() => mutate(cursor)}>
          {t('olderFailed')}
        </Button>
      ) : (
        <SkeletonText lines={3} />
      )}
    </div>
  );
}
