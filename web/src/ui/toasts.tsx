import { useNotifications } from '@mantine/notifications';
import { lazy, Suspense, useState } from 'react';

const Host = lazy(async () => ({ default: (await import('./toasts-host.tsx')).ToastsHost }));

/** The place of toasts. Its code comes with the first one. */
export function Toasts() {
  const any = useNotifications().notifications.length > 0;
  const [wanted, setWanted] = useState(any);
  if (any && !wanted) setWanted(true);
  return <Suspense>{wanted ? <Host /> : null}</Suspense>;
}
