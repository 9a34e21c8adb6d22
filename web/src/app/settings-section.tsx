import { useParams } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense } from 'react';
import { type SectionName, useSettingsSections } from '../features/settings/sections.ts';
import { SkeletonPage } from '../ui/skeletons.tsx';
import { MissingPage } from './missing-page.tsx';

type ItemProps = { readonly id: string };
interface SectionScreens {
  readonly List: ComponentType;
  /** One thing of the section. */
  readonly Item?: ComponentType<ItemProps>;
}

const channelPages = () => import('../features/settings/channels/channel-pages.ts');
const orderPages = () => import('../features/settings/order-settings/order-pages.ts');
const shopPages = () => import('../features/settings/shops/shop-pages.ts');

const SCREENS: Record<SectionName, SectionScreens> = {
  profile: { List: lazy(async () => ({ default: (await import('../features/settings/profile/profile-page.tsx')).ProfilePage })) },
  security: { List: lazy(async () => ({ default: (await import('../features/settings/security/security-page.tsx')).SecurityPage })) },
  colleagues: {
    List: lazy(async () => ({ default: (await import('../features/settings/colleagues/colleagues-page.tsx')).ColleaguesPage })),
  },
  teams: { List: lazy(async () => ({ default: (await import('../features/settings/teams/teams-page.tsx')).TeamsPage })) },
  conversations: {
    List: lazy(async () => ({ default: (await import('../features/settings/conversations/conversations-page.tsx')).ConversationsPage })),
  },
  shops: {
    List: lazy(async () => ({ default: (await shopPages()).ShopsPage })),
    Item: lazy(async () => ({ default: (await shopPages()).ShopPage })),
  },
  channels: {
    List: lazy(async () => ({ default: (await channelPages()).ChannelsPage })),
    Item: lazy(async () => ({ default: (await channelPages()).ChannelItemPage })),
  },
  orders: {
    List: lazy(async () => ({ default: (await orderPages()).OrderSourcesPage })),
    Item: lazy(async () => ({ default: (await orderPages()).OrderSourcePage })),
  },
  imports: { List: lazy(async () => ({ default: (await import('../features/settings/imports/imports-page.tsx')).ImportsPage })) },
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
