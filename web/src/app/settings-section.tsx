import { useParams } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense } from 'react';
import { type SectionName, useSettingsSections } from '../features/settings/sections.ts';
import { needSettingsTexts } from '../lib/i18n.ts';
import { SkeletonPage } from '../ui/skeletons.tsx';
import { MissingPage } from './missing-page.tsx';

type ItemProps = { readonly id: string };
interface SectionScreens {
  readonly List: ComponentType;
  /** One thing of the section. */
  readonly Item?: ComponentType<ItemProps>;
}

/** Comes with what it says. */
function chapter<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => {
    const [Screen] = await Promise.all([load(), needSettingsTexts()]);
    return { default: Screen };
  });
}

const channelPages = () => import('../features/settings/channels/channel-pages.ts');
const normsPages = () => import('../features/settings/norms/norms-pages.ts');
const orderPages = () => import('../features/settings/order-settings/order-pages.ts');
const promisesPages = () => import('../features/settings/promises/promises-pages.ts');
const rulesPages = () => import('../features/settings/rules/rules-pages.ts');
const macroPages = () => import('../features/settings/macros/macro-pages.ts');
const shopPages = () => import('../features/settings/shops/shop-pages.ts');

const SCREENS: Record<SectionName, SectionScreens> = {
  profile: { List: chapter(async () => (await import('../features/settings/profile/profile-page.tsx')).ProfilePage) },
  security: { List: chapter(async () => (await import('../features/settings/security/security-page.tsx')).SecurityPage) },
  colleagues: {
    List: chapter(async () => (await import('../features/settings/colleagues/colleagues-page.tsx')).ColleaguesPage),
  },
  teams: { List: chapter(async () => (await import('../features/settings/teams/teams-page.tsx')).TeamsPage) },
  conversations: {
    List: chapter(async () => (await import('../features/settings/conversations/conversations-page.tsx')).ConversationsPage),
  },
  assignment: {
    List: chapter(async () => (await import('../features/settings/assignment/assignment-page.tsx')).AssignmentPage),
  },
  promises: {
    List: chapter(async () => (await promisesPages()).PromisesPage),
    Item: chapter(async () => (await promisesPages()).PromiseItemPage),
  },
  norms: {
    List: chapter(async () => (await normsPages()).NormsSettingsPage),
    Item: chapter(async () => (await normsPages()).NormPage),
  },
  rules: {
    List: chapter(async () => (await rulesPages()).RulesPage),
    Item: chapter(async () => (await rulesPages()).RuleItemPage),
  },
  macros: {
    List: chapter(async () => (await macroPages()).MacrosPage),
    Item: chapter(async () => (await macroPages()).MacroPage),
  },
  shops: {
    List: chapter(async () => (await shopPages()).ShopsPage),
    Item: chapter(async () => (await shopPages()).ShopPage),
  },
  channels: {
    List: chapter(async () => (await channelPages()).ChannelsPage),
    Item: chapter(async () => (await channelPages()).ChannelItemPage),
  },
  orders: {
    List: chapter(async () => (await orderPages()).OrderSourcesPage),
    Item: chapter(async () => (await orderPages()).OrderSourcePage),
  },
  imports: { List: chapter(async () => (await import('../features/settings/imports/imports-page.tsx')).ImportsPage) },
};

/** The chapter that the address names, if the signed-in colleague may read it. */
export function SettingsSection() {
  const { section, item } = useParams({ strict: false });
  const allowed = useSettingsSections().find((one) => one.section === section);
  const { List, Item } = allowed ? SCREENS[allowed.section] : {};
  const known = item === undefined ? List : Item;
  if (!known) return <MissingPage />;
  return (
    <Suspense fallback={<SkeletonPage />}>{item !== undefined && Item ? <Item key={item} id={item} /> : List ? <List /> : null}</Suspense>
  );
}
