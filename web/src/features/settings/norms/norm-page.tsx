import { normMetric, normWindow, type OwnNorm, type SaveNormRequest } from '@balie/shared/contracts/norms.ts';
import { NumberInput, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { ownNormsQuery, removeNorm, saveNorm, useLiveNorms } from '../../../lib/norms/norms.api.ts';
import { Choice } from '../../../ui/choice.tsx';
import { Card, Section, Setting } from '../../../ui/page.tsx';
import { AnyOf } from '../editing/any-of.tsx';
import { EditorPage, NameField, NothingToEdit } from '../editing/editor-page.tsx';
import { Fields } from '../editing/fields.tsx';
import { useDirectoryChoices } from '../editing/use-directory-choices.ts';
import { useEditing } from '../editing/use-editing.ts';
import { DurationInput } from '../promises/duration-input.tsx';
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
  const gone = { title: t('settings.gone'), text: t('settings.goneText') };
  return <NothingToEdit title={t('settings.title')} section="norms" list={t('settings.title')} query={norms} gone={gone} />;
}

function Editor({ norm }: { readonly norm: OwnNorm | undefined }) {
  const { t } = useTranslation('norms');
  const { id: _, ...known } = norm ?? { id: '', ...USUAL };
  const [draft, setDraft] = useState<SaveNormRequest>(known);
  const set = (changes: Partial<SaveNormRequest>) => setDraft((before) => ({ ...before, ...changes }));
  const editing = useEditing({
    section: 'norms',
    namespace: 'norms',
    item: norm,
    save: () => saveNorm(norm?.id, { ...draft, name: draft.name.trim() }),
    saved: t('settings.saved'),
    remove: (gone) => removeNorm(gone.id),
    removed: (name) => t('settings.removed', { name }),
    restore: ({ id: _, ...gone }) => saveNorm(undefined, gone),
  });
  const needsTime = draft.metric === 'first_answer' && draft.seconds === null;
  return (
    <EditorPage
      title={norm?.name ?? t('settings.new')}
      list={t('settings.title')}
      editing={editing}
      active={{
        label: t(draft.active ? 'settings.on' : 'settings.off'),
        value: draft.active,
        onChange: (active) => set({ active }),
      }}
      isWhole={draft.name.trim() !== '' && !needsTime}
      wrong={needsTime ? t('settings.needsTime') : undefined}
      removeLabel={t('settings.remove')}
    >
      <NameField label={t('settings.name')} example={t('settings.nameExample')} value={draft.name} onChange={(name) => set({ name })} />
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
    </EditorPage>
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
  const { shops, kinds, teams } = useDirectoryChoices();
  const set = (changes: Partial<ScopeOfNorm>) => onChange({ ...scope, ...changes });
  return (
    <Fields>
      <AnyOf label={t('settings.shops')} choices={shops} values={scope.shopIds} onChange={(shopIds) => set({ shopIds })} />
      <AnyOf
        label={t('settings.kinds')}
        choices={kinds(scope.channelKinds)}
        values={scope.channelKinds}
        onChange={(channelKinds) => set({ channelKinds })}
      />
      <AnyOf label={t('settings.teams')} choices={teams} values={scope.teamIds} onChange={(teamIds) => set({ teamIds })} />
    </Fields>
  );
}
