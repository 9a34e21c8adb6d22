import { Outlet } from '@tanstack/react-router';

/** The settings; their chapters stand in the left column of the console. */
export function SettingsPage() {
  return <Outlet />;
}
