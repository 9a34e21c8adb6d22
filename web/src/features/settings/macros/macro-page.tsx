import { type Macro, type SaveMacroRequest, saveMacroRequest } from '@balie/shared/contracts/macros.ts';
import { TEXT_VARIABLES } from '@balie/shared/domain/text-variables.ts';
import { Autocomplete, Button, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { macrosQuery, removeMacro, saveMacro, useLiveMacros } from '../../../lib/macros/macros.api.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { Notice } from '../../../ui/notice.tsx';
import { notify } from '../../../ui/notify.tsx';
import { Page, Section } from '../../../ui/page.tsx';
import { SkeletonPage } from '../../../ui/skeletons.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { BackLink } from '../back-link.tsx';
import { VariableText } from '../variable-text.tsx';
import { MacroChangesFields } from './macro-changes-fields.tsx';
import { MacroPreview } from './macro-preview.tsx';
import { MacroScopeField } from './macro-scope-field.tsx';
import styles from './macros.module.css';

const EMPTY: SaveMacroRequest = {
  name: '',
  folder: '',
  shortcut: null,
  text: { nl: '', en: '' },
  changes: {},
  scope: { kind: 'personal' },
};

/** One macro. @param id of one that there is, or `new` */
export function MacroPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('macros');
  const macros = useQuery(macrosQuery);
  useLiveMacros();
  if (id === 'new') return <MacroEditor key="new" macro={undefined} />;
  const macro = macros.data?.find((one) => one.id === id);
  if (macro) return <MacroEditor key={macro.id} macro={macro} />;
  return (
    <Page title={t('title')} back={<BackLink section="macros" label={t('title')} />}>
      {macros.isPending ? <SkeletonPage /> : null}
      {macros.isError ? <ErrorState error={macros.error} onRetry={() => void macros.refetch()} /> : null}
      {macros.data ? <EmptyState title={t('gone')} text={t('goneText')} /> : null}
    </Page>
  );
}

function MacroEditor({ macro }: { readonly macro: Macro | undefined }) {
  const { t } = useTranslation('macros');
  const navigate = useNavigate();
  const explain = useExplain('macros');
  const folders = [...new Set((useQuery(macrosQuery).data ?? []).map(({ folder }) => folder))].filter((folder) => folder !== '');
  const [draft, setDraft] = useState<SaveMacroRequest>(macro ? bare(macro) : EMPTY);
  const [language, setLanguage] = useState<'nl' | 'en'>('nl');
  const title = macro?.name ?? t('new');
  useTitle(title);
  const set = (changes: Partial<SaveMacroRequest>) => setDraft((before) => ({ ...before, ...changes }));
  const toList = () => void navigate({ to: '/settings/$section', params: { section: 'macros' } });
  const save = useMutation({
    mutationFn: () => saveMacro(macro?.id, draft),
    onSuccess: () => {
      notify.success(t('saved'));
      toList();
    },
  });
  const remove = useMutation({
    mutationFn: async () => {
      if (macro) await removeMacro(macro.id);
    },
    onSuccess: () => {
      toList();
      if (macro) notify.undo(t('removed', { name: macro.name }), () => void saveMacro(undefined, bare(macro)));
    },
    onError: (error) => notify.error(explain(error)),
  });
  const mayChange = macro?.mine ?? true;
  const { success: isWhole, error } = saveMacroRequest.safeParse(draft);
  const isWrong = (field: string) => error?.issues.some(({ path }) => path[0] === field) ?? false;
  const says = draft.text.nl.trim() !== '' || draft.text.en.trim() !== '' || Object.keys(draft.changes).length > 0;
  return (
    <Page title={title} back={<BackLink section="macros" label={t('title')} />}>
      {mayChange ? null : <Notice tone="info">{t('ofOthers')}</Notice>}
      <div className={styles.fields}>
        <TextInput
          label={t('name')}
          placeholder={t('nameExample')}
          value={draft.name}
          maxLength={120}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('shortcut')}
          placeholder={t('shortcutExample')}
          description={t('shortcutHint')}
          leftSection=";"
          value={draft.shortcut ?? ''}
          maxLength={30}
          error={isWrong('shortcut') ? t('shortcutWrong') : undefined}
          onChange={(event) => set({ shortcut: event.currentTarget.value.trim().toLowerCase() || null })}
        />
        <Autocomplete
          label={t('folder')}
          placeholder={t('folderExample')}
          description={t('folderHint')}
          data={folders}
          value={draft.folder}
          maxLength={60}
          onChange={(folder) => set({ folder })}
        />
      </div>
      <Section title={t('text.title')} description={t('text.description')}>
        <SegmentedControl
          size="xs"
          className={styles.languages ?? ''}
          aria-label={t('text.language')}
          value={language}
          onChange={(chosen) => setLanguage(chosen === 'en' ? 'en' : 'nl')}
          data={[
            { value: 'nl', label: t('text.nl') },
            { value: 'en', label: t('text.en') },
          ]}
        />
        <VariableText
          key={language}
          label={t(`text.label_${language}`)}
          names={TEXT_VARIABLES}
          value={draft.text[language]}
          onChange={(text) => set({ text: { ...draft.text, [language]: text } })}
        />
        <MacroPreview macro={draft} language={language} />
      </Section>
      <Section title={t('change.title')} description={t('change.description')}>
        <MacroChangesFields changes={draft.changes} onChange={(changes) => set({ changes })} />
      </Section>
      <Section title={t('scope.title')} description={t('scope.description')}>
        <MacroScopeField scope={draft.scope} onChange={(scope) => set({ scope })} />
      </Section>
      {save.isError ? (
        <Notice tone="danger" live>
          {explain(save.error)}
        </Notice>
      ) : null}
      {mayChange ? (
        <div className={styles.actions}>
          <Button onClick={() => save.mutate()} loading={save.isPending} disabled={!isWhole || !says}>
            {t('save')}
          </Button>
          {macro ? (
            <Button variant="subtle" color="red" onClick={() => remove.mutate()} loading={remove.isPending}>
              {t('remove')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </Page>
  );
}

function bare({ name, folder, shortcut, text, changes, scope }: Macro): SaveMacroRequest {
  return { name, folder, shortcut, text, changes, scope };
}
