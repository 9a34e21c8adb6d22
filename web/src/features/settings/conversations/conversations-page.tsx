import { organisation as organisationSchema } from '@balie/shared/contracts/people.ts';
import { useMutation } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { sendJson } from '../../../lib/http.ts';
import { meQuery, useMe } from '../../../lib/me.ts';
import { queryClient } from '../../../lib/query.ts';
import { Choice } from '../../../ui/choice.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';
import { Card, Page, Setting } from '../../../ui/page.tsx';
import { useTitle } from '../../../ui/use-title.ts';

const ALWAYS = 'always';
const DAYS = [3, 7, 14, 30, 90];

/** How conversations go in this organisation. */
export function ConversationsPage() {
  const { t } = useTranslation('conversations');
  useTitle(t('title'));
  return (
    <Page title={t('title')} description={t('description')}>
      <Card>
        <Reopening />
      </Card>
    </Page>
  );
}

/** Until when an answer opens a solved ticket again. */
function Reopening() {
  const { t } = useTranslation('conversations');
  const { organisation } = useMe();
  const explain = useExplain();
  const save = useMutation({
    mutationFn: (reopenWithinDays: number | null) => sendJson('PATCH', organisationSchema, '/api/organisation', { reopenWithinDays }),
    onSuccess: (saved) => queryClient.setQueryData(meQuery.queryKey, (me) => me && { ...me, organisation: saved }),
    onError: (error) => notify.error(explain(error)),
  });
  const shown = save.isPending ? save.variables : organisation.reopenWithinDays;
  const days = shown === null || DAYS.includes(shown) ? DAYS : [...DAYS, shown].sort((one, other) => one - other);
  const options = [...days.map((count) => ({ value: String(count), label: t('days', { count }) })), { value: ALWAYS, label: t('always') }];
  return (
    <Setting
      label={
        <Trans
          t={t}
          i18nKey="reopen"
          components={{
            value: (
              <Choice
                label={t('reopenLabel')}
                value={shown === null ? ALWAYS : String(shown)}
                options={options}
                onChange={(value) => save.mutate(value === ALWAYS ? null : Number(value))}
              />
            ),
          }}
        />
      }
      hint={t('reopenHint')}
    />
  );
}
