/** One chunk: who opens the list will open something of it. */
export { NormPage } from './norm-page.tsx';
export { NormsSettingsPage } from './norms-settings-page.tsx';
