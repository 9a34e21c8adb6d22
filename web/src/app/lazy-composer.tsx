import { useQueryClient } from '@tanstack/react-query';
import { lazy, memo, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ComposerProps } from '../features/composer/composer.tsx';
import { ticketQuery } from '../lib/tickets/ticket-queries.ts';
import { useHotkey } from '../ui/hotkeys/use-hotkey.ts';
import { useAfterPaint } from '../ui/use-after-paint.ts';
import styles from './lazy-composer.module.css';

const load = () => import('../features/composer/composer.tsx');
const Loaded = lazy(async () => ({ default: (await load()).Composer }));
// The editor is not part of the first load, and is there before it is needed.
if (typeof requestIdleCallback === 'function') requestIdleCallback(() => void load(), { timeout: 2_000 });

type Wish = NonNullable<ComposerProps['wanted']>;

/**
 * The composer, with its room kept while its code or its ticket comes; the conversation, which is read first, does not
 * wait for it. The one of the ticket before stays behind the scenes until then: taking it down takes time, too.
 */
export function Composer({ ticketId, onSent, onUndone }: Omit<ComposerProps, 'wanted' | 'room'>) {
  const [wish, setWish] = useState<{ readonly ticketId: string; readonly kind: Wish }>();
  const queries = useQueryClient();
  // Who was writing when the ticket went up in another writes on there: what is hidden has no cursor.
  const shown = useAfterPaint(ticketId, (before) => queries.getQueryData(ticketQuery(before).queryKey)?.ticket.mergedIntoId !== ticketId);
  const late = shown !== ticketId;
  const room = useMemo(() => <Room onWish={(kind) => setWish({ ticketId: shown, kind })} />, [shown]);
  const wanted = wish?.ticketId === shown ? wish.kind : undefined;
  return (
    <>
      {late ? <Room onWish={(kind) => setWish({ ticketId, kind })} /> : null}
      <div className={styles.place} hidden={late}>
        <Kept ticketId={shown} wanted={wanted} room={room} onSent={useLatest(onSent)} onUndone={useLatest(onUndone)} />
      </div>
    </>
  );
}

const Kept = memo(function Kept(props: ComposerProps) {
  return (
    <Suspense fallback={props.room}>
      <Loaded {...props} />
    </Suspense>
  );
});

/** One identity, which always does what was given last. */
function useLatest<Arguments extends unknown[]>(call: (...given: Arguments) => void): (...given: Arguments) => void {
  const latest = useRef(call);
  useEffect(() => {
    latest.current = call;
  });
  return useCallback((...given) => latest.current(...given), []);
}

/** Its keys work already: who is faster than the editor is not made to press again. */
function Room({ onWish }: { readonly onWish: (kind: Wish) => void }) {
  useHotkey({ keys: 'r', label: '', group: '', hidden: true, run: () => onWish('reply') });
  useHotkey({ keys: 'n', label: '', group: '', hidden: true, run: () => onWish('note') });
  return <div className={styles.room} />;
}
