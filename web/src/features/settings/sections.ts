import {
  IconArrowsSplit2,
  IconBolt,
  IconBuildingStore,
  IconFileImport,
  IconLock,
  IconMail,
  IconMessages,
  IconPackage,
  IconStopwatch,
  IconTargetArrow,
  IconTextPlus,
  IconUserCircle,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/me.ts';

/** The chapters of the settings; one without a permission is everybody's. */
const SECTIONS = [
  { section: 'profile', group: 'you', icon: IconUserCircle, permission: undefined },
  { section: 'security', group: 'you', icon: IconLock, permission: undefined },
  { section: 'colleagues', group: 'team', icon: IconUsers, permission: 'colleagues:read' },
  { section: 'teams', group: 'team', icon: IconUsersGroup, permission: 'colleagues:read' },
  { section: 'conversations', group: 'team', icon: IconMessages, permission: 'conversations:manage' },
  { section: 'assignment', group: 'team', icon: IconArrowsSplit2, permission: 'routing:manage' },
  { section: 'macros', group: 'team', icon: IconTextPlus, permission: 'tickets:reply' },
  { section: 'rules', group: 'team', icon: IconBolt, permission: 'rules:manage' },
  { section: 'promises', group: 'team', icon: IconStopwatch, permission: 'conversations:manage' },
  { section: 'norms', group: 'team', icon: IconTargetArrow, permission: 'norms:manage' },
  { section: 'shops', group: 'shop', icon: IconBuildingStore, permission: 'organisation:manage' },
  { section: 'channels', group: 'shop', icon: IconMail, permission: 'channels:read' },
  { section: 'orders', group: 'shop', icon: IconPackage, permission: 'channels:read' },
  { section: 'imports', group: 'shop', icon: IconFileImport, permission: 'imports:manage' },
] as const;

export type SectionName = (typeof SECTIONS)[number]['section'];

export interface Section {
  readonly section: SectionName;
  readonly group: 'you' | 'team' | 'shop';
  readonly label: string;
  /** Other words by which somebody may look for it. */
  readonly keywords: string;
  readonly icon: (typeof SECTIONS)[number]['icon'];
}

/** The chapters that the signed-in colleague may read. */
export function useSettingsSections(): readonly Section[] {
  const { t } = useTranslation('settings');
  const { permissions } = useMe();
  return useMemo(
    () =>
      SECTIONS.filter(({ permission }) => permission === undefined || permissions.includes(permission)).map(({ section, group, icon }) => ({
        section,
        group,
        icon,
        label: t(`sections.${section}.label`),
        keywords: t(`sections.${section}.keywords`),
      })),
    [t, permissions],
  );
}
