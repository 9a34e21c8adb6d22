import type { SavePolicyRequest, SlaPolicy, SlaTerms } from '@balie/shared/contracts/sla.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { Choice } from '../../../ui/choice.tsx';
import { Card, Section, Setting } from '../../../ui/page.tsx';
import { EditorPage, NameField, NothingToEdit } from '../editing/editor-page.tsx';
import { useEditing } from '../editing/use-editing.ts';
import { ConditionFields } from './condition-fields.tsx';
import { PauseFields } from './pause-fields.tsx';
import { orderPolicies, policiesQuery, removePolicy, savePolicy, useLivePromises } from './promises.api.ts';
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
  const gone = { title: t('policies.gone'), text: t('policies.goneText') };
  return <NothingToEdit title={t('policies.title')} section="promises" list={t('title')} query={policies} gone={gone} />;
}

function PolicyEditor({ policy }: { readonly policy: SlaPolicy | undefined }) {
  const { t } = useTranslation('promises');
  const [draft, setDraft] = useState<SavePolicyRequest>(policy ?? { name: '', active: true, terms: USUAL });
  const terms = (changes: Partial<SlaTerms>) => setDraft((before) => ({ ...before, terms: { ...before.terms, ...changes } }));
  const places = (useQuery(policiesQuery).data ?? []).map(({ id }) => id);
  const editing = useEditing({
    section: 'promises',
    namespace: 'promises',
    item: policy,
    save: () => savePolicy(policy?.id, { name: draft.name.trim(), active: draft.active, terms: draft.terms }),
    saved: t('saved'),
    remove: ({ id }) => removePolicy(id),
    removed: (name) => t('policies.removed', { name }),
    restore: async ({ id: gone, name, active, terms: known }) => {
      const { id } = await savePolicy(undefined, { name, active, terms: known });
      await orderPolicies(places.map((place) => (place === gone ? id : place)));
    },
  });
  const { warnAtPercent } = draft.terms;
  return (
    <EditorPage
      title={policy?.name ?? t('policies.new')}
      list={t('title')}
      editing={editing}
      active={{
        label: t(draft.active ? 'policies.on' : 'policies.off'),
        value: draft.active,
        onChange: (active) => setDraft({ ...draft, active }),
      }}
      isWhole={draft.name.trim() !== ''}
      removeLabel={t('policies.remove')}
    >
      <NameField
        label={t('name')}
        example={t('policies.nameExample')}
        value={draft.name}
        onChange={(name) => setDraft({ ...draft, name })}
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
    </EditorPage>
  );
}
