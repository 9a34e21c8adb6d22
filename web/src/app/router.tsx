import { VIEW_IDS, viewSort } from '@balie/shared/contracts/tickets.ts';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { z } from 'zod';
import { ApiError } from '../lib/http.ts';
import { needSettingsTexts, setLocale } from '../lib/i18n.ts';
import { meQuery } from '../lib/me.ts';
import { queryClient } from '../lib/query.ts';
import { ConsoleSkeleton } from './console-skeleton.tsx';
import { CrashPage, CrashScreen } from './crash-page.tsx';
import { MissingPage, MissingScreen } from './missing-page.tsx';
import { loadNormsPage } from './norms-page.ts';

/** The address of every screen. The address holds the state: view, sorting, shop, ticket, search. */

const rootRoute = createRootRoute({ component: Outlet, errorComponent: CrashScreen, notFoundComponent: MissingScreen });

const publicRoute = <P extends string>(path: P, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({ getParentRoute: () => rootRoute, path, component: lazyRouteComponent(load, name) });

const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    try {
      const me = await queryClient.ensureQueryData(meQuery);
      await setLocale(me.locale);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) throw redirect({ to: '/sign-in', search: { back: location.href } });
      throw error;
    }
  },
  errorComponent: CrashScreen,
  pendingComponent: ConsoleSkeleton,
  component: lazyRouteComponent(() => import('./console.tsx'), 'Console'),
});

const inboxSearch = z.object({
  /** Number of the open ticket. */
  ticket: z.coerce.number().int().positive().optional().catch(undefined),
  sort: viewSort.optional().catch(undefined),
  shop: z.uuid().optional().catch(undefined),
  /** Search text; the list then shows hits instead of the view. Present but empty: the search stands open and has the focus. */
  q: z.string().max(300).optional().catch(undefined),
});
const indexRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox/$view', params: { view: 'open' } });
  },
});
export const inboxRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/inbox/$view',
  validateSearch: inboxSearch,
  beforeLoad: ({ params }) => {
    const known = (VIEW_IDS as readonly string[]).includes(params.view) || params.view.startsWith('team:') || params.view === 'failed';
    if (!known) throw redirect({ to: '/inbox/$view', params: { view: 'open' } });
  },
  component: lazyRouteComponent(() => import('./inbox-page.tsx'), 'InboxPage'),
});

const normsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/norms',
  component: lazyRouteComponent(loadNormsPage, 'NormsPage'),
});
const wallRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/wall',
  /** `tv`: nothing but the wall, and larger. */
  validateSearch: z.object({ tv: z.boolean().optional().catch(undefined) }),
  // Its words are not in the first load.
  loader: () => needSettingsTexts(),
  component: lazyRouteComponent(() => import('./wall-page.tsx'), 'WallPage'),
});

export const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
});
const settingsIndexRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$section', params: { section: 'profile' } });
  },
});
export const settingsSectionRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '$section',
  component: lazyRouteComponent(() => import('./settings-section.tsx'), 'SettingsSection'),
});
/** One thing of a section: a shop, a channel, or `new`. */
export const settingsItemRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '$section/$item',
  component: lazyRouteComponent(() => import('./settings-section.tsx'), 'SettingsSection'),
});

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: z.object({
    back: z.string().startsWith('/').optional().catch(undefined),
    /** The session ended while somebody was at work. */
    ended: z.boolean().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('../features/access/sign-in-page.tsx'), 'SignInPage'),
});

const routeTree = rootRoute.addChildren([
  publicRoute('/setup', () => import('../features/access/setup-page.tsx'), 'SetupPage'),
  signInRoute,
  publicRoute('/invitation/$token', () => import('../features/access/invitation-page.tsx'), 'InvitationPage'),
  publicRoute('/forgot-password', () => import('../features/access/forgot-password-page.tsx'), 'ForgotPasswordPage'),
  publicRoute('/reset-password/$token', () => import('../features/access/reset-password-page.tsx'), 'ResetPasswordPage'),
  signedInRoute.addChildren([
    indexRoute,
    inboxRoute,
    normsRoute,
    wallRoute,
    settingsRoute.addChildren([settingsIndexRoute, settingsSectionRoute, settingsItemRoute]),
  ]),
]);

export const router = createRouter({
  routeTree,
  defaultErrorComponent: CrashPage,
  defaultNotFoundComponent: MissingPage,
  defaultPreload: 'intent',
  // A team's view reads `team:…` in the address.
  pathParamsAllowedCharacters: [':'],
  defaultPendingMs: 150,
  defaultPendingMinMs: 0,
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
