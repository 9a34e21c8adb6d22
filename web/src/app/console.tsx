import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { RingingCalls } from '../features/calls/ringing-calls.tsx';
import { NewTicket } from '../features/new-ticket/new-ticket.tsx';
import { useLiveNotifications } from '../features/notifications/use-live-notifications.ts';
import { useSearchCommands } from '../features/search/use-search-commands.ts';
import { useLiveTickets } from '../lib/tickets/live-tickets.ts';
import { holdFloats } from '../ui/floats.ts';
import { HelpOverlay } from '../ui/hotkeys/help-overlay.tsx';
import { usePaletteOpened } from '../ui/hotkeys/palette-state.ts';
import { SideSheet } from '../ui/side-sheet.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { ChannelAlarm } from './channel-alarm.tsx';
import { ConnectionBar } from './connection-bar.tsx';
import styles from './console.module.css';
import { Navigation } from './navigation.tsx';
import { useGeneralKeys } from './use-general-keys.ts';
import { useLiveDirectory } from './use-live-directory.ts';
import { useSessionEnd } from './use-session-end.ts';

const Palette = lazy(async () => ({ default: (await import('../ui/hotkeys/palette.tsx')).Palette }));

/** Everything around the screens of who is signed in: navigation, live connection, keys, palette. */
export function Console() {
  const { t } = useTranslation('app');
  const wide = useMediaQuery('(min-width: 900px)', undefined, { getInitialValueInEffect: false }) ?? true;
  const [drawer, drawerIs] = useDisclosure(false);
  const [help, helpIs] = useDisclosure(false);
  const paletteOpened = usePaletteOpened();
  const navigate = useNavigate();
  const openTicket = (ticket: number) => void navigate({ to: '/inbox/$view', params: { view: 'open' }, search: { ticket } });
  useLiveDirectory();
  useLiveTickets();
  useLiveNotifications();
  useSearchCommands();
  useSessionEnd();
  useGeneralKeys({ showHelp: helpIs.open });
  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        {t('skip')}
      </a>
      <ConnectionBar />
      <ChannelAlarm />
      <div className={styles.body}>
        {wide ? (
          <aside className={styles.side}>
            <Navigation showHelp={helpIs.open} />
          </aside>
        ) : null}
        <main id="main" ref={holdFloats} tabIndex={-1} className={styles.main}>
          <Outlet />
        </main>
      </div>
      {wide ? null : <BottomBar showNavigation={drawerIs.open} />}
      <SideSheet opened={drawer && !wide} onClose={drawerIs.close} label={t('navigation')} size={300} withTitle={false}>
        <Navigation showHelp={helpIs.open} />
      </SideSheet>
      <OnMove run={drawerIs.close} />
      <RingingCalls onOpen={openTicket} />
      <NewTicket />
      <HelpOverlay opened={help} onClose={helpIs.close} />
      <Suspense>{paletteOpened ? <Palette /> : null}</Suspense>
    </div>
  );
}

/** By itself, so that a step to another ticket does not draw the whole console again. */
function OnMove({ run }: { readonly run: () => void }) {
  const href = useRouterState({ select: (state) => state.location.href });
  useEffect(run, [href]);
  return null;
}
