import type { Session } from '@balie/shared/contracts/people.ts';
import { Button } from '@mantine/core';
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { send } from '../../../lib/http.ts';
import { queryClient } from '../../../lib/query.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';
import { Card, Section, Setting } from '../../../ui/page.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { sessionsQuery } from '../settings.queries.ts';
import styles from './session-list.module.css';
import { readUserAgent } from './user-agent.ts';

/** The devices one is signed in on; each but this one can be shown the door. */
export function SessionList() {
  const { t } = useTranslation('security');
  const sessions = useQuery(sessionsQuery);
  const endOthers = useEnd();
  const others = sessions.data?.filter(({ current }) => !current).length ?? 0;
  return (
    <Section
      title={t('sessions')}
      description={t('sessionsDescription')}
      actions={
        others > 1 ? (
          <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate(undefined)}>
            {t('endOthers')}
          </Button>
        ) : null
      }
    >
      {sessions.isPending ? <SkeletonRows count={2} faces={false} /> : null}
      {sessions.isError ? <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} /> : null}
      {sessions.data ? (
        <Card>
          {sessions.data.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </Card>
      ) : null}
    </Section>
  );
}

function SessionRow({ session }: { readonly session: Session }) {
  const { t } = useTranslation('security');
  const end = useEnd();
  const device = readUserAgent(session.userAgent);
  const Icon = device.mobile ? IconDeviceMobile : IconDeviceDesktop;
  const name = t(device.system ? 'device' : 'deviceUnknown', { browser: device.browser ?? t('browser'), system: device.system });
  return (
    <Setting
      before={<Icon size={22} stroke={1.5} aria-hidden />}
      label={name}
      hint={
        <Trans
          t={t}
          i18nKey={session.current ? 'since' : 'lastSeen'}
          values={{ ip: session.ip }}
          components={{ time: <RelativeTime at={session.current ? session.createdAt : session.lastSeenAt} style="long" /> }}
        />
      }
    >
      {session.current ? (
        <span className={styles.here}>{t('here')}</span>
      ) : (
        <Button
          variant="default"
          size="compact-sm"
          loading={end.isPending}
          onClick={() => end.mutate(session.id)}
          aria-label={t('endThis', { name })}
        >
          {t('end')}
        </Button>
      )}
    </Setting>
  );
}

/** Ends one session, or all but this one. */
function useEnd() {
  const { t } = useTranslation('security');
  const explain = useExplain();
  return useMutation({
    mutationFn: (id: string | undefined) => send('DELETE', id ? `/api/me/sessions/${id}` : '/api/me/sessions'),
    onSuccess: async (_nothing, id) => {
      await queryClient.invalidateQueries(sessionsQuery);
      notify.success(t(id ? 'ended' : 'othersEnded'));
    },
    onError: (error) => notify.error(explain(error)),
  });
}
