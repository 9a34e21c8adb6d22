/** Place of the bell. */
export function NotificationsSlot() {
  return null;
}
