import { type Macro, type SaveMacroRequest, saveMacroRequest } from '@balie/shared/contracts/macros.ts';
import { TEXT_VARIABLES } from '@balie/shared/domain/text-variables.ts';
import { Autocomplete, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { macrosQuery, removeMacro, saveMacro, useLiveMacros } from '../../../lib/macros/macros.api.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Section } from '../../../ui/page.tsx';
import { EditorPage, NameField, NothingToEdit } from '../editing/editor-page.tsx';
import { Fields } from '../editing/fields.tsx';
import { useEditing } from '../editing/use-editing.ts';
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
  const gone = { title: t('gone'), text: t('goneText') };
  return <NothingToEdit title={t('title')} section="macros" list={t('title')} query={macros} gone={gone} />;
}

function MacroEditor({ macro }: { readonly macro: Macro | undefined }) {
  const { t } = useTranslation('macros');
  const folders = [...new Set((useQuery(macrosQuery).data ?? []).map(({ folder }) => folder))].filter((folder) => folder !== '');
  const [draft, setDraft] = useState<SaveMacroRequest>(macro ? bare(macro) : EMPTY);
  const [language, setLanguage] = useState<'nl' | 'en'>('nl');
  const set = (changes: Partial<SaveMacroRequest>) => setDraft((before) => ({ ...before, ...changes }));
  const editing = useEditing({
    section: 'macros',
    namespace: 'macros',
    item: macro,
    save: () => saveMacro(macro?.id, draft),
    saved: t('saved'),
    remove: ({ id }) => removeMacro(id),
    removed: (name) => t('removed', { name }),
    restore: (gone) => saveMacro(undefined, bare(gone)),
  });
  const mayChange = macro?.mine ?? true;
  const { success: isWhole, error } = saveMacroRequest.safeParse(draft);
  const isWrong = (field: string) => error?.issues.some(({ path }) => path[0] === field) ?? false;
  const says = draft.text.nl.trim() !== '' || draft.text.en.trim() !== '' || Object.keys(draft.changes).length > 0;
  return (
    <EditorPage
      title={macro?.name ?? t('new')}
      list={t('title')}
      editing={editing}
      isWhole={isWhole && says}
      removeLabel={t('remove')}
      readOnly={!mayChange}
    >
      {mayChange ? null : <Notice tone="info">{t('ofOthers')}</Notice>}
      <Fields>
        <NameField label={t('name')} example={t('nameExample')} value={draft.name} onChange={(name) => set({ name })} />
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
      </Fields>
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
    </EditorPage>
  );
}

function bare({ name, folder, shortcut, text, changes, scope }: Macro): SaveMacroRequest {
  return { name, folder, shortcut, text, changes, scope };
}
