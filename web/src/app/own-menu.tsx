import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconKeyboard, IconLanguage, IconLogout, IconPalette, IconSelector, IconUserCircle } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../lib/me.ts';
import { useAgentStates, useChooseAvailability } from '../lib/people/agent-states.ts';
import { StateMark } from '../lib/people/state-mark.tsx';
import { useUpdateMe } from '../lib/update-me.ts';
import { Avatar } from '../ui/avatar.tsx';
import { useExplain } from '../ui/explain.ts';
import { Keys } from '../ui/keys.tsx';
import { notify } from '../ui/notify.tsx';
import styles from './own-menu.module.css';
import { useSignOut } from './use-session-end.ts';

const THEMES = ['auto', 'light', 'dark'] as const;
const LANGUAGES = { nl: 'Nederlands', en: 'English' } as const;

/** What concerns oneself: profile, looks, language, the way out. */
export function OwnMenu({ showHelp }: { readonly showHelp: () => void }) {
  const { t } = useTranslation('app');
  const { agent, locale, preferences } = useMe();
  const update = useUpdateMe();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const explain = useExplain();
  const presence = useAgentStates().get(agent.id);
  const choose = useChooseAvailability();
  const chosen = (choose.isPending ? choose.variables : presence?.availability) ?? 'available';
  // Whoever sees this is here; that the server has not noticed yet is nothing to show.
  const state = presence?.state === 'on_call' ? 'on_call' : chosen;
  return (
    <Menu position="top-start" width={232}>
      <Menu.Target>
        <UnstyledButton className={styles.me}>
          <span className={styles.face}>
            <Avatar name={agent.name} seed={agent.id} picture={agent.picture} size={24} />
            <span className={styles.mark}>
              <StateMark state={state} size={9} />
            </span>
          </span>
          <span className={styles.name}>{agent.name}</span>
          <VisuallyHidden>{t(`availability.${state}`)}</VisuallyHidden>
          <VisuallyHidden>{t('ownMenu')}</VisuallyHidden>
          <IconSelector size={14} className={styles.chevron} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className={styles.who ?? ''}>{agent.email}</Menu.Label>
        <Menu.RadioGroup
          value={chosen}
          onChange={(next) => choose.mutate(next as typeof chosen, { onError: (error) => notify.error(explain(error)) })}
        >
          <Menu.RadioItem value="available" closeMenuOnClick>
            {t('availability.available')}
          </Menu.RadioItem>
          <Menu.RadioItem value="away" closeMenuOnClick>
            {t('availability.away')}
          </Menu.RadioItem>
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconUserCircle size={16} stroke={1.75} />}
          onClick={() => void navigate({ to: '/settings/$section', params: { section: 'profile' } })}
        >
          {t('profile')}
        </Menu.Item>
        <Menu.Sub>
          <Menu.Sub.Target>
            <Menu.Sub.Item leftSection={<IconPalette size={16} stroke={1.75} />}>{t('theme')}</Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown>
            <Menu.RadioGroup
              value={preferences.theme}
              onChange={(theme) => update.mutate({ preferences: { theme: theme as (typeof THEMES)[number] } })}
            >
              {THEMES.map((theme) => (
                <Menu.RadioItem key={theme} value={theme}>
                  {t(`themes.${theme}`)}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Sub.Dropdown>
        </Menu.Sub>
        <Menu.Sub>
          <Menu.Sub.Target>
            <Menu.Sub.Item leftSection={<IconLanguage size={16} stroke={1.75} />}>{t('language')}</Menu.Sub.Item>
          </Menu.Sub.Target>
          <Menu.Sub.Dropdown>
            <Menu.RadioGroup value={locale} onChange={(chosen) => update.mutate({ locale: chosen as 'nl' | 'en' })}>
              {Object.entries(LANGUAGES).map(([code, name]) => (
                <Menu.RadioItem key={code} value={code} lang={code}>
                  {name}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Sub.Dropdown>
        </Menu.Sub>
        <Menu.Item leftSection={<IconKeyboard size={16} stroke={1.75} />} rightSection={<Keys keys="?" />} onClick={showHelp}>
          {t('shortcuts')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.75} />} onClick={() => void signOut()}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
