import { type Rule, type RuleTerms, ruleTerms, type SaveRuleRequest } from '@balie/shared/contracts/rules.ts';
import { silentOn } from '@balie/shared/domain/rule-channels.ts';
import { Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReason } from '../../../lib/reasons/use-reason.ts';
import { useChannelName } from '../../../lib/tickets/names.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Card, Section, Setting } from '../../../ui/page.tsx';
import { EditorPage, NameField, NothingToEdit } from '../editing/editor-page.tsx';
import { useEditing } from '../editing/use-editing.ts';
import { ActionList } from './action-list.tsx';
import { ConditionGroup } from './condition-group.tsx';
import { DryRunPanel } from './dry-run-panel.tsx';
import { EXAMPLES, exampleTerms } from './rule-examples.ts';
import { RuleLog } from './rule-log.tsx';
import { answerRulesQuery, orderRules, removeRule, rulesQuery, saveRule, useLiveRules } from './rules.api.ts';
import styles from './rules.module.css';
import { TriggerList } from './trigger-list.tsx';
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
  const gone = { title: t('goneTitle'), text: t('goneText') };
  return <NothingToEdit title={t('title')} section="rules" list={t('title')} query={rules} gone={gone} />;
}

function RuleEditor({ rule, begun }: { readonly rule: Rule | undefined; readonly begun: SaveRuleRequest }) {
  const { t } = useTranslation('rules');
  const words = useRuleWords();
  const [draft, setDraft] = useState<SaveRuleRequest>({ name: begun.name, active: begun.active, terms: begun.terms });
  const { terms } = draft;
  const set = (changes: Partial<RuleTerms>) => setDraft((before) => ({ ...before, terms: { ...before.terms, ...changes } }));
  const places = (useQuery(rulesQuery).data ?? []).map(({ id }) => id);
  const editing = useEditing({
    section: 'rules',
    namespace: 'rules',
    item: rule,
    save: () => saveRule(rule?.id, { ...draft, name: draft.name.trim() }),
    saved: t('saved'),
    remove: ({ id }) => removeRule(id),
    removed: (name) => t('removed', { name }),
    restore: async ({ id: gone, name, active, terms: known }) => {
      const { id } = await saveRule(undefined, { name, active, terms: known });
      await orderRules(places.map((place) => (place === gone ? id : place)));
    },
  });
  const isWhole = ruleTerms.safeParse(terms).success;
  return (
    <EditorPage
      title={rule?.name ?? t('new')}
      list={t('title')}
      editing={editing}
      active={{ label: t(draft.active ? 'on' : 'off'), value: draft.active, onChange: (active) => setDraft({ ...draft, active }) }}
      isWhole={draft.name.trim() !== '' && isWhole}
      missing={isWhole ? undefined : t('unfinished')}
      removeLabel={t('remove')}
      after={
        <>
          <DryRunPanel terms={terms} />
          {rule ? (
            <Section title={t('log.ofRule')} description={t('log.description')}>
              <RuleLog ruleId={rule.id} />
            </Section>
          ) : null}
        </>
      }
    >
      {rule?.switchedOff ? <Notice tone="warning">{t('switchedOff', { number: rule.switchedOff.ticketNumber })}</Notice> : null}
      <NameField label={t('name')} example={t('nameExample')} value={draft.name} onChange={(name) => setDraft({ ...draft, name })} />
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
    </EditorPage>
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
