import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettingsSections } from '../features/settings/sections.ts';
import { useAllowed, useMe } from '../lib/me.ts';
import { useUpdateMe } from '../lib/update-me.ts';
import { type Command, useCommands } from '../ui/hotkeys/commands.ts';
import { openPalette } from '../ui/hotkeys/palette-state.ts';
import { useHotkey } from '../ui/hotkeys/use-hotkey.ts';
import { useOpenSearch } from './use-open-search.ts';
import { useSignOut } from './use-session-end.ts';

/** Keys and commands that work on every screen. */
export function useGeneralKeys({ showHelp }: { readonly showHelp: () => void }): void {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const group = t('general');
  const openSearch = useOpenSearch();
  useHotkey({ keys: 'mod+k', label: t('keys.palette'), group, run: openPalette, hidden: true });
  useHotkey({ keys: '/', label: t('keys.search'), group, run: openSearch });
  useHotkey({ keys: '?', label: t('keys.help'), group, run: showHelp });
  useHotkey({ keys: 'g i', label: t('keys.inbox'), group, run: () => void navigate({ to: '/' }) });
  useHotkey({ keys: 'g n', label: t('keys.norms'), group, run: () => void navigate({ to: '/norms' }), when: useAllowed('norms:read') });
  useHotkey({ keys: 'g s', label: t('keys.settings'), group, run: () => void navigate({ to: '/settings' }) });
  const seesWall = useAllowed('wall:read');
  useHotkey({ keys: 'g w', label: t('keys.wall'), group, when: seesWall, run: () => void navigate({ to: '/wall' }) });
  useCommands(useGeneralCommands());
}

function useGeneralCommands(): readonly Command[] {
  const { t } = useTranslation('app');
  const navigate = useNavigate();
  const sections = useSettingsSections();
  const { mutate } = useUpdateMe();
  const signOut = useSignOut();
  const { locale } = useMe();
  return useMemo(() => {
    const general = t('general');
    const other = locale === 'nl' ? 'en' : 'nl';
    return [
      ...sections.map(({ section, label, keywords }) => ({
        id: `settings.${section}`,
        label,
        keywords,
        group: t('settings'),
        run: () => void navigate({ to: '/settings/$section', params: { section } }),
      })),
      ...(['auto', 'light', 'dark'] as const).map((theme) => ({
        id: `theme.${theme}`,
        label: `${t('theme')}: ${t(`themes.${theme}`)}`,
        group: general,
        run: () => mutate({ preferences: { theme } }),
      })),
      { id: 'language', label: t('otherLanguage'), group: general, run: () => mutate({ locale: other }) },
      { id: 'sign-out', label: t('signOut'), group: general, run: () => void signOut() },
    ];
  }, [t, sections, navigate, mutate, signOut, locale]);
}
