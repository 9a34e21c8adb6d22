import { Notifications } from '@mantine/notifications';

/** Loaded with the first toast; see `Toasts`. */
export function ToastsHost() {
  return <Notifications position="bottom-left" limit={3} />;
}
