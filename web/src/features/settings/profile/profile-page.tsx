import { Switch } from '@mantine/core';
import { Trans, useTranslation } from 'react-i18next';
import { useMe } from '../../../lib/me.ts';
import { useUpdateMe } from '../../../lib/update-me.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { InlineText } from '../../../ui/inline-text.tsx';
import { notify } from '../../../ui/notify.tsx';
import { Card, Page, Section, Setting } from '../../../ui/page.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { DensityExample } from './density-example.tsx';
import { OwnPicture } from './own-picture.tsx';
import { OwnSignature } from './own-signature.tsx';

/** How one is seen, how Balie looks, how one works. Each sentence takes effect at once. */
export function ProfilePage() {
  const { t } = useTranslation('profile');
  const { agent, locale, preferences } = useMe();
  const { mutate } = useUpdateMe();
  const explain = useExplain();
  useTitle(t('title'));
  const save: typeof mutate = (changes) => mutate(changes, { onError: (error) => notify.error(explain(error)) });
  const options = <const V extends string>(kind: string, values: readonly V[]) =>
    values.map((value) => {
      const key: string = `${kind}.${value}`;
      return { value, label: t(key) };
    });
  return (
    <Page title={t('title')} description={t('description')}>
      <Section title={t('you')}>
        <Card>
          <Setting
            before={<Avatar name={agent.name} seed={agent.id} picture={agent.picture} size={40} />}
            label={
              <Trans
                t={t}
                i18nKey="name"
                components={{ value: <InlineText value={agent.name} label={t('changeName')} onSave={(name) => save({ name })} /> }}
              />
            }
            hint={t('nameHint')}
          />
          <Setting label={t('picture')} hint={t('pictureHint')}>
            <OwnPicture />
          </Setting>
          <Setting label={t('email', { email: agent.email })} hint={t(`roles.${agent.role}`)} />
        </Card>
      </Section>
      <Section title={t('looks')}>
        <Card>
          <Setting
            label={
              <Trans
                t={t}
                i18nKey="language"
                components={{
                  value: (
                    <Choice
                      label={t('languageLabel')}
                      value={locale}
                      options={options('languages', ['nl', 'en'])}
                      onChange={(next) => save({ locale: next })}
                    />
                  ),
                }}
              />
            }
          />
          <Setting
            label={
              <Trans
                t={t}
                i18nKey="theme"
                components={{
                  value: (
                    <Choice
                      label={t('themeLabel')}
                      value={preferences.theme}
                      options={options('themes', ['auto', 'light', 'dark'])}
                      onChange={(theme) => save({ preferences: { theme } })}
                    />
                  ),
                }}
              />
            }
          />
          <Setting
            label={
              <Trans
                t={t}
                i18nKey="density"
                components={{
                  value: (
                    <Choice
                      label={t('densityLabel')}
                      value={preferences.density}
                      options={options('densities', ['comfortable', 'compact'])}
                      onChange={(density) => save({ preferences: { density } })}
                    />
                  ),
                }}
              />
            }
            hint={<DensityExample density={preferences.density} />}
          />
        </Card>
      </Section>
      <Section title={t('work')}>
        <Card>
          <Setting
            label={
              <Trans
                t={t}
                i18nKey="afterSend"
                components={{
                  value: (
                    <Choice
                      label={t('afterSendLabel')}
                      value={preferences.afterSend}
                      options={options('afterSends', ['stay', 'next'])}
                      onChange={(afterSend) => save({ preferences: { afterSend } })}
                    />
                  ),
                }}
              />
            }
          />
          <Setting label={t('sound')} hint={t('soundHint')}>
            <Switch
              aria-label={t('sound')}
              checked={preferences.sound}
              onChange={(event) => save({ preferences: { sound: event.currentTarget.checked } })}
            />
          </Setting>
          <Setting label={t('desktop')} hint={t('desktopHint')}>
            <Switch
              aria-label={t('desktop')}
              checked={preferences.desktopNotifications}
              onChange={(event) => void askForDesktop(event.currentTarget.checked)}
            />
          </Setting>
        </Card>
      </Section>
      <OwnSignature />
    </Page>
  );

  async function askForDesktop(wanted: boolean): Promise<void> {
    const refused = wanted && (!('Notification' in window) || (await Notification.requestPermission()) !== 'granted');
    if (refused) notify.error(t('desktopRefused'));
    else save({ preferences: { desktopNotifications: wanted } });
  }
}
