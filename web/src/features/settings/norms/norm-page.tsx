import { normMetric, normWindow, type OwnNorm, type SaveNormRequest } from '@balie/shared/contracts/norms.ts';
import { Button, MultiSelect, NumberInput, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { channelAccountsQuery, shopsQuery, teamsQuery } from '../../../lib/directory.ts';
import { ownNormsQuery, removeNorm, saveNorm, useLiveNorms } from '../../../lib/norms/norms.api.ts';
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
import { DurationInput } from '../promises/duration-input.tsx';
import promises from '../promises/promises.module.css';
import styles from './norms-settings.module.css';

const USUAL: SaveNormRequest = {
  name: '',
  active: true,
  metric: 'first_answer',
  seconds: 4 * 3_600,
  hours: 'business',
  scope: { shopIds: [], channelKinds: [], teamIds: [] },
  threshold: 0.9,
  window: 'week',
  alerts: true,
};

/** One own norm. @param id of one that there is, or `new` */
export function NormPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('norms');
  const norms = useQuery(ownNormsQuery);
  useLiveNorms();
  if (id === 'new') return <Editor key="new" norm={undefined} />;
  const norm = norms.data?.find((one) => one.id === id);
  if (norm) return <Editor key={norm.id} norm={norm} />;
  return (
    <Page title={t('settings.title')} back={<BackLink section="norms" label={t('settings.title')} />}>
      {norms.isPending ? <SkeletonPage /> : null}
      {norms.isError ? <ErrorState error={norms.error} onRetry={() => void norms.refetch()} /> : null}
      {norms.data ? <EmptyState title={t('settings.gone')} text={t('settings.goneText')} /> : null}
    </Page>
  );
}

function Editor({ norm }: { readonly norm: OwnNorm | undefined }) {
  const { t } = useTranslation('norms');
  const navigate = useNavigate();
  const explain = useExplain('norms');
  const { id: _, ...known } = norm ?? { id: '', ...USUAL };
  const [draft, setDraft] = useState<SaveNormRequest>(known);
  const title = norm?.name ?? t('settings.new');
  useTitle(title);
  const set = (changes: Partial<SaveNormRequest>) => setDraft((before) => ({ ...before, ...changes }));
  const toList = () => void navigate({ to: '/settings/$section', params: { section: 'norms' } });
  const save = useMutation({
    mutationFn: () => saveNorm(norm?.id, { ...draft, name: draft.name.trim() }),
    onSuccess: () => {
      notify.success(t('settings.saved'));
      toList();
    },
  });
  const remove = useRemoveNorm(norm, toList);
  const needsTime = draft.metric === 'first_answer' && draft.seconds === null;
  return (
    <Page
      title={title}
      back={<BackLink section="norms" label={t('settings.title')} />}
      actions={
        <Switch
          label={t(draft.active ? 'settings.on' : 'settings.off')}
          checked={draft.active}
          onChange={(event) => set({ active: event.currentTarget.checked })}
        />
      }
    >
      <TextInput
        label={t('settings.name')}
        placeholder={t('settings.nameExample')}
        value={draft.name}
        maxLength={120}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Section title={t('settings.what')} description={t('settings.whatText')}>
        <Card>
          <Measure draft={draft} set={set} />
          {draft.metric === 'first_answer' ? <Hours draft={draft} set={set} /> : null}
        </Card>
      </Section>
      <Section title={t('settings.scope')} description={t('settings.scopeText')}>
        <Scope scope={draft.scope} onChange={(scope) => set({ scope })} />
      </Section>
      <Card>
        <Setting label={t('settings.alerts')}>
          <Switch
            aria-label={t('settings.alertsLabel')}
            checked={draft.alerts}
            onChange={(event) => set({ alerts: event.currentTarget.checked })}
          />
        </Setting>
      </Card>
      {save.isError || needsTime ? (
        <Notice tone="danger" live>
          {needsTime ? t('settings.needsTime') : explain(save.error)}
        </Notice>
      ) : null}
      <div className={promises.actions}>
        <Button onClick={() => save.mutate()} loading={save.isPending} disabled={draft.name.trim() === '' || needsTime}>
          {t('settings.save')}
        </Button>
        {norm ? (
          <Button variant="subtle" color="red" onClick={() => remove.mutate()} loading={remove.isPending}>
            {t('settings.remove')}
          </Button>
        ) : null}
      </div>
    </Page>
  );
}

interface PartProps {
  readonly draft: SaveNormRequest;
  readonly set: (changes: Partial<SaveNormRequest>) => void;
}

/** The norm as a sentence. */
function Measure({ draft, set }: PartProps) {
  const { t } = useTranslation('norms');
  return (
    <Setting
      hint={draft.metric === 'first_answer' ? undefined : t('settings.secondsHint')}
      label={
        <span className={styles.sentence}>
          <Trans
            t={t}
            i18nKey="settings.sentence"
            components={{
              metric: (
                <Choice
                  label={t('settings.metricLabel')}
                  value={draft.metric}
                  options={normMetric.options.map((value) => ({ value, label: t(`settings.metrics.${value}`) }))}
                  onChange={(metric) => set({ metric, hours: metric === 'first_answer' ? draft.hours : 'calendar' })}
                />
              ),
              threshold: (
                <NumberInput
                  className={styles.share}
                  size="xs"
                  aria-label={t('settings.thresholdLabel')}
                  value={Math.round(draft.threshold * 1_000) / 10}
                  min={1}
                  max={100}
                  decimalScale={1}
                  suffix="%"
                  hideControls
                  onChange={(value) => {
                    if (typeof value === 'number' && value >= 1) set({ threshold: value / 100 });
                  }}
                />
              ),
              within: (
                <span>
                  {t(`settings.verb.${draft.metric}`)}{' '}
                  <span className={styles.time}>
                    <DurationInput label={t('settings.secondsLabel')} seconds={draft.seconds} onChange={(seconds) => set({ seconds })} />
                  </span>
                </span>
              ),
              window: (
                <Choice
                  label={t('settings.windowLabel')}
                  value={draft.window}
                  options={normWindow.options.map((value) => ({ value, label: t(`settings.windows.${value}`) }))}
                  onChange={(window) => set({ window })}
                />
              ),
            }}
          />
        </span>
      }
    />
  );
}

function Hours({ draft, set }: PartProps) {
  const { t } = useTranslation('norms');
  return (
    <Setting
      label={
        <Trans
          t={t}
          i18nKey="settings.hoursSentence"
          components={{
            hours: (
              <Choice
                label={t('settings.hoursLabel')}
                value={draft.hours}
                options={(['business', 'calendar'] as const).map((value) => ({ value, label: t(`settings.hours.${value}`) }))}
                onChange={(hours) => set({ hours })}
              />
            ),
          }}
        />
      }
      hint={t('settings.hoursHint')}
    />
  );
}

type ScopeOfNorm = SaveNormRequest['scope'];

/** For which part of the work; a field that is empty asks nothing. */
function Scope({ scope, onChange }: { readonly scope: ScopeOfNorm; readonly onChange: (scope: ScopeOfNorm) => void }) {
  const { t } = useTranslation('norms');
  const shops = useQuery(shopsQuery).data ?? [];
  const channels = useQuery(channelAccountsQuery).data ?? [];
  const teams = useQuery(teamsQuery).data ?? [];
  const kinds = [...new Set([...channels.map(({ kind }) => kind), ...scope.channelKinds])];
  const named = (things: readonly { readonly id: string; readonly name: string }[]) =>
    things.map(({ id, name }) => ({ value: id, label: name }));
  const placeholder = (chosen: readonly unknown[]) => (chosen.length === 0 ? { placeholder: t('settings.any') } : {});
  return (
    <div className={promises.conditions}>
      <MultiSelect
        label={t('settings.shops')}
        data={named(shops)}
        value={scope.shopIds}
        onChange={(shopIds) => onChange({ ...scope, shopIds })}
        {...placeholder(scope.shopIds)}
      />
      <MultiSelect
        label={t('settings.kinds')}
        data={kinds.map((kind) => ({ value: kind, label: t(`tickets:channel.${kind}`, { defaultValue: kind }) }))}
        value={scope.channelKinds}
        onChange={(channelKinds) => onChange({ ...scope, channelKinds })}
        {...placeholder(scope.channelKinds)}
      />
      <MultiSelect
        label={t('settings.teams')}
        data={named(teams)}
        value={scope.teamIds}
        onChange={(teamIds) => onChange({ ...scope, teamIds })}
        {...placeholder(scope.teamIds)}
      />
    </div>
  );
}

/** Gone at once, and back on demand. */
function useRemoveNorm(norm: OwnNorm | undefined, onGone: () => void) {
  const { t } = useTranslation('norms');
  const explain = useExplain('norms');
  const putBack = ({ id: _, ...gone }: OwnNorm) => saveNorm(undefined, gone).catch((error: unknown) => notify.error(explain(error)));
  return useMutation({
    mutationFn: async () => {
      if (norm) await removeNorm(norm.id);
    },
    onSuccess: () => {
      onGone();
      if (norm) notify.undo(t('settings.removed', { name: norm.name }), () => void putBack(norm));
    },
    onError: (error) => notify.error(explain(error)),
  });
}
