import { type Rule, type RuleTerms, ruleTerms, type SaveRuleRequest } from '@balie/shared/contracts/rules.ts';
import { silentOn } from '@balie/shared/domain/rule-channels.ts';
import { Button, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReason } from '../../../lib/reasons/use-reason.ts';
import { useChannelName } from '../../../lib/tickets/names.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { Notice } from '../../../ui/notice.tsx';
import { notify } from '../../../ui/notify.tsx';
import { Card, Page, Section, Setting } from '../../../ui/page.tsx';
import { SkeletonPage } from '../../../ui/skeletons.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { BackLink } from '../back-link.tsx';
import { ActionList } from './action-list.tsx';
import { ConditionGroup } from './condition-group.tsx';
import { DryRunPanel } from './dry-run-panel.tsx';
import { EXAMPLES, exampleTerms } from './rule-examples.ts';
import { RuleLog } from './rule-log.tsx';
import { answerRulesQuery, rulesQuery, saveRule, useLiveRules } from './rules.api.ts';
import styles from './rules.module.css';
import { TriggerList } from './trigger-list.tsx';
import { useRemoveRule } from './use-remove-rule.ts';
import { useRuleWords } from './use-rule-words.ts';

/** One rule. @param id of one that there is, `new`, or `new-<example>` */
export function RulePage({ id }: { readonly id: string }) {
  const { t } = useTranslation('rules');
  const rules = useQuery(rulesQuery);
  useLiveRules();
  const example = EXAMPLES.find((name) => id === `new-${name}`);
  const empty: RuleTerms = { when: [{ kind: 'created' }], conditions: { how: 'all', items: [] }, actions: [], stop: false };
  if (example) {
    const begun = { name: t(`examples.${example}.title`), active: true, terms: exampleTerms(example, t) };
    return <RuleEditor key={id} rule={undefined} begun={begun} />;
  }
  if (id === 'new') return <RuleEditor key="new" rule={undefined} begun={{ name: '', active: true, terms: empty }} />;
  const rule = rules.data?.find((one) => one.id === id);
  if (rule) return <RuleEditor key={rule.id} rule={rule} begun={rule} />;
  return (
    <Page title={t('title')} back={<BackLink section="rules" label={t('title')} />}>
      {rules.isPending ? <SkeletonPage /> : null}
      {rules.isError ? <ErrorState error={rules.error} onRetry={() => void rules.refetch()} /> : null}
      {rules.data ? <EmptyState title={t('goneTitle')} text={t('goneText')} /> : null}
    </Page>
  );
}

function RuleEditor({ rule, begun }: { readonly rule: Rule | undefined; readonly begun: SaveRuleRequest }) {
  const { t } = useTranslation('rules');
  const navigate = useNavigate();
  const explain = useExplain('rules');
  const words = useRuleWords();
  const [draft, setDraft] = useState<SaveRuleRequest>({ name: begun.name, active: begun.active, terms: begun.terms });
  const title = rule?.name ?? t('new');
  useTitle(title);
  const { terms } = draft;
  const set = (changes: Partial<RuleTerms>) => setDraft((before) => ({ ...before, terms: { ...before.terms, ...changes } }));
  const toList = () => void navigate({ to: '/settings/$section', params: { section: 'rules' } });
  const save = useMutation({
    mutationFn: () => saveRule(rule?.id, { ...draft, name: draft.name.trim() }),
    onSuccess: () => {
      notify.success(t('saved'));
      toList();
    },
  });
  const remove = useRemoveRule(rule, toList);
  const isWhole = ruleTerms.safeParse(terms).success;
  return (
    <Page
      title={title}
      back={<BackLink section="rules" label={t('title')} />}
      actions={
        <Switch
          label={t(draft.active ? 'on' : 'off')}
          checked={draft.active}
          onChange={(event) => setDraft({ ...draft, active: event.currentTarget.checked })}
        />
      }
    >
      {rule?.switchedOff ? <Notice tone="warning">{t('switchedOff', { number: rule.switchedOff.ticketNumber })}</Notice> : null}
      <TextInput
        label={t('name')}
        placeholder={t('nameExample')}
        value={draft.name}
        maxLength={120}
        onChange={(event) => setDraft({ ...draft, name: event.currentTarget.value })}
      />
      <p className={styles.whole}>{words.sentence(terms)}</p>
      <Section title={t('when.title')} description={t('when.description')}>
        <TriggerList when={terms.when} onChange={(when) => set({ when })} />
      </Section>
      <Section title={t('conditions.title')} description={t('conditions.description')}>
        <Card>
          <div className={styles.groups}>
            <ConditionGroup
              group={terms.conditions}
              onChange={(conditions) => set({ conditions: conditions as RuleTerms['conditions'] })}
            />
          </div>
        </Card>
      </Section>
      <Section title={t('do.title')} description={t('do.description')}>
        <ActionList actions={terms.actions} onChange={(actions) => set({ actions })} />
        <SilentChannels terms={terms} />
        <Card>
          <Setting label={t('stop')} hint={t('stopHint')}>
            <Switch aria-label={t('stop')} checked={terms.stop} onChange={(event) => set({ stop: event.currentTarget.checked })} />
          </Setting>
        </Card>
      </Section>
      {save.isError ? (
        <Notice tone="danger" live>
          {explain(save.error)}
        </Notice>
      ) : null}
      <div className={styles.actions}>
        <Button onClick={() => save.mutate()} loading={save.isPending} disabled={draft.name.trim() === '' || !isWhole}>
          {t('save')}
        </Button>
        {rule ? (
          <Button variant="subtle" color="red" onClick={() => remove.mutate()} loading={remove.isPending}>
            {t('remove')}
          </Button>
        ) : null}
        {isWhole ? null : <span className={styles.hint}>{t('unfinished')}</span>}
      </div>
      <DryRunPanel terms={terms} />
      {rule ? (
        <Section title={t('log.ofRule')} description={t('log.description')}>
          <RuleLog ruleId={rule.id} />
        </Section>
      ) : null}
    </Page>
  );
}

/** Where an automatic answer would not go, said before it is saved. */
function SilentChannels({ terms }: { readonly terms: RuleTerms }) {
  const { t } = useTranslation('rules');
  const nameOf = useChannelName();
  const inWords = useReason();
  const { silent, everywhere } = silentOn(terms, useQuery(answerRulesQuery).data ?? []);
  if (silent.length === 0) return null;
  return (
    <Notice tone={everywhere ? 'danger' : 'info'}>
      {silent.map(({ channelKind, reason }) => (
        <p key={channelKind} className={styles.silent}>
          {t(everywhere ? 'silentEverywhere' : 'silentOn', { channel: nameOf(channelKind), reason: inWords(reason ?? '') })}
        </p>
      ))}
    </Notice>
  );
}
