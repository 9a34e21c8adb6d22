import { lazy, Suspense, useDeferredValue, useState } from 'react';
import type { ComposerProps } from '../features/composer/composer.tsx';
import { useHotkey } from '../ui/hotkeys/use-hotkey.ts';
import styles from './lazy-composer.module.css';

const load = () => import('../features/composer/composer.tsx');
const Loaded = lazy(async () => ({ default: (await load()).Composer }));
// The editor is not part of the first load, and is there before it is needed.
if (typeof requestIdleCallback === 'function') requestIdleCallback(() => void load(), { timeout: 2_000 });

type Wish = NonNullable<ComposerProps['wanted']>;

/** The composer, with its room kept while its code or its ticket comes; the conversation, which is read first, does not wait for it. */
export function Composer(props: Omit<ComposerProps, 'wanted' | 'room'>) {
  const { ticketId } = props;
  const [wish, setWish] = useState<{ readonly ticketId: string; readonly kind: Wish }>();
  const room = <Room onWish={(kind) => setWish({ ticketId, kind })} />;
  if (useDeferredValue(ticketId) !== ticketId) return room;
  return (
    <Suspense fallback={room}>
      <Loaded {...props} wanted={wish?.ticketId === ticketId ? wish.kind : undefined} room={room} />
    </Suspense>
  );
}

/** Its keys work already: who is faster than the editor is not made to press again. */
function Room({ onWish }: { readonly onWish: (kind: Wish) => void }) {
  useHotkey({ keys: 'r', label: '', group: '', hidden: true, run: () => onWish('reply') });
  useHotkey({ keys: 'n', label: '', group: '', hidden: true, run: () => onWish('note') });
  return <div className={styles.room} />;
}
