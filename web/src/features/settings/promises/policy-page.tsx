import type { SavePolicyRequest, SlaPolicy, SlaTerms } from '@balie/shared/contracts/sla.ts';
import { Button, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { Choice } from '../../../ui/choice.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { Notice } from '../../../ui/notice.tsx';
import { notify } from '../../../ui/notify.tsx';
import { Card, Page, Section, Setting } from '../../../ui/page.tsx';
import { SkeletonPage } from '../../../ui/skeletons.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { BackLink } from '../back-link.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { PauseFields } from './pause-fields.tsx';
import { orderPolicies, policiesQuery, removePolicy, savePolicy, useLivePromises } from './promises.api.ts';
import styles from './promises.module.css';
import { StepsEditor } from './steps-editor.tsx';
import { TargetsTable } from './targets-table.tsx';

const HOUR = 3_600;
const all = (seconds: number | null) => ({ low: seconds, normal: seconds, high: seconds, urgent: seconds });

/** What a shop that thinks about it for the first time does well to promise. */
const USUAL: SlaTerms = {
  conditions: { shopIds: [], channelAccountIds: [], channelKinds: [], priorities: [], tags: [], teamIds: [], contactGroups: [] },
  promises: {
    first_response: { hours: 'business', seconds: { ...all(4 * HOUR), urgent: HOUR } },
    next_response: { hours: 'business', seconds: { ...all(8 * HOUR), urgent: 2 * HOUR } },
    resolution: { hours: 'business', seconds: all(null) },
    speed_of_answer: { hours: 'business', seconds: all(60) },
  },
  warnAtPercent: 80,
  pauses: { response: { pending: false, snoozed: false }, resolution: { pending: true, snoozed: true } },
  steps: [{ when: { kind: 'warned' }, targets: [], action: { kind: 'notify', who: 'assignee' } }],
};
const WARNINGS = [50, 60, 70, 75, 80, 90];

/** One policy. @param id of one that there is, or `new` */
export function PolicyPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('promises');
  const policies = useQuery(policiesQuery);
  useLivePromises();
  if (id === 'new') return <PolicyEditor key="new" policy={undefined} />;
  const policy = policies.data?.find((one) => one.id === id);
  if (policy) return <PolicyEditor key={policy.id} policy={policy} />;
  return (
    <Page title={t('policies.title')} back={<BackLink section="promises" label={t('title')} />}>
      {policies.isPending ? <SkeletonPage /> : null}
      {policies.isError ? <ErrorState error={policies.error} onRetry={() => void policies.refetch()} /> : null}
      {policies.data ? <EmptyState title={t('policies.gone')} text={t('policies.goneText')} /> : null}
    </Page>
  );
}

function PolicyEditor({ policy }: { readonly policy: SlaPolicy | undefined }) {
  const { t } = useTranslation('promises');
  const navigate = useNavigate();
  const explain = useExplain('promises');
  const [draft, setDraft] = useState<SavePolicyRequest>(policy ?? { name: '', active: true, terms: USUAL });
  const title = policy?.name ?? t('policies.new');
  useTitle(title);
  const terms = (changes: Partial<SlaTerms>) => setDraft((before) => ({ ...before, terms: { ...before.terms, ...changes } }));
  const toList = () => void navigate({ to: '/settings/$section', params: { section: 'promises' } });
  const save = useMutation({
    mutationFn: () => savePolicy(policy?.id, { name: draft.name.trim(), active: draft.active, terms: draft.terms }),
    onSuccess: () => {
      notify.success(t('saved'));
      toList();
    },
  });
  const remove = useRemovePolicy(policy, toList);
  const { warnAtPercent } = draft.terms;
  return (
    <Page
      title={title}
      back={<BackLink section="promises" label={t('title')} />}
      actions={
        <Switch
          label={t(draft.active ? 'policies.on' : 'policies.off')}
          checked={draft.active}
          onChange={(event) => setDraft({ ...draft, active: event.currentTarget.checked })}
        />
      }
    >
      <TextInput
        label={t('name')}
        placeholder={t('policies.nameExample')}
        value={draft.name}
        maxLength={120}
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
      />
      <Section title={t('targets.title')} description={t('targets.description')}>
        <TargetsTable promises={draft.terms.promises} onChange={(promises) => terms({ promises })} />
        <Card>
          <Setting
            label={
              <Trans
                t={t}
                i18nKey="warning.sentence"
                components={{
                  value: (
                    <Choice
                      label={t('warning.label')}
                      value={warnAtPercent === null ? 'never' : String(warnAtPercent)}
                      options={[
                        ...[...new Set([...WARNINGS, ...(warnAtPercent === null ? [] : [warnAtPercent])])]
                          .sort((one, other) => one - other)
                          .map((percent) => ({ value: String(percent), label: t('warning.at', { percent }) })),
                        { value: 'never', label: t('warning.never') },
                      ]}
                      onChange={(value) => terms({ warnAtPercent: value === 'never' ? null : Number(value) })}
                    />
                  ),
                }}
              />
            }
            hint={t('warning.hint')}
          />
        </Card>
      </Section>
      <Section title={t('conditions.title')} description={t('conditions.description')}>
        <ConditionFields conditions={draft.terms.conditions} onChange={(conditions) => terms({ conditions })} />
      </Section>
      <Section title={t('pauses.title')} description={t('pauses.description')}>
        <PauseFields pauses={draft.terms.pauses} onChange={(pauses) => terms({ pauses })} />
      </Section>
      <Section title={t('steps.title')} description={t('steps.description')}>
        <StepsEditor steps={draft.terms.steps} onChange={(steps) => terms({ steps })} />
      </Section>
      {save.isError ? (
        <Notice tone="danger" live>
          {explain(save.error)}
        </Notice>
      ) : null}
      <div className={styles.actions}>
        <Button onClick={() => save.mutate()} loading={save.isPending} disabled={draft.name.trim() === ''}>
          {t('save')}
        </Button>
        {policy ? (
          <Button variant="subtle" color="red" onClick={() => remove.mutate()} loading={remove.isPending}>
            {t('policies.remove')}
          </Button>
        ) : null}
      </div>
    </Page>
  );
}

/** Gone at once, and back at its place on demand. */
function useRemovePolicy(policy: SlaPolicy | undefined, onGone: () => void) {
  const { t } = useTranslation('promises');
  const explain = useExplain('promises');
  const places = (useQuery(policiesQuery).data ?? []).map(({ id }) => id);
  const putBack = async (gone: SlaPolicy) => {
    try {
      const { id } = await savePolicy(undefined, { name: gone.name, active: gone.active, terms: gone.terms });
      await orderPolicies(places.map((place) => (place === gone.id ? id : place)));
    } catch (error) {
      notify.error(explain(error));
    }
  };
  return useMutation({
    mutationFn: async () => {
      if (policy) await removePolicy(policy.id);
    },
    onSuccess: () => {
      onGone();
      if (policy) notify.undo(t('policies.removed', { name: policy.name }), () => void putBack(policy));
    },
    onError: (error) => notify.error(explain(error)),
  });
}
