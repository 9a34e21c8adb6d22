import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../../ui/error-state.tsx';
import { Card, Section } from '../../../../ui/page.tsx';
import { SkeletonText } from '../../../../ui/skeletons.tsx';
import { chatSettingsQuery, useChangeChat } from './chat.api.ts';
import own from './chat.module.css';
import { ChatAppearance } from './chat-appearance.tsx';
import { ChatIdentity } from './chat-identity.tsx';
import { ChatPromise } from './chat-promise.tsx';
import { HoursEditor } from './hours-editor.tsx';
import { Snippet } from './snippet.tsx';

/** All that can be settled of a chat, in the order in which a visitor meets it. */
export function ChatSettings({ accountId }: { readonly accountId: string }) {
  const { t } = useTranslation('chat');
  const settings = useQuery(chatSettingsQuery(accountId));
  const { mutate: change } = useChangeChat(accountId);
  if (settings.isError) return <ErrorState error={settings.error} onRetry={() => void settings.refetch()} />;
  if (!settings.data) return <SkeletonText lines={6} />;
  const { look } = settings.data;
  return (
    <>
      <Section title={t('sections.page')}>
        <div className={own.boxed}>
          <Snippet settings={settings.data} />
        </div>
      </Section>
      <Section title={t('sections.look')}>
        <Card>
          <ChatAppearance look={look} onChange={change} />
        </Card>
      </Section>
      <Section title={t('sections.hours')} description={t('hours.description')}>
        <Card>
          <HoursEditor hours={look.hours} onChange={(hours) => change({ hours })} />
          <ChatPromise look={look} mailWorks={settings.data.mailWorks} onChange={change} />
        </Card>
      </Section>
      <Section title={t('sections.identity')} description={t('identity.description')}>
        <ChatIdentity accountId={accountId} settings={settings.data} onChange={change} />
      </Section>
    </>
  );
}
