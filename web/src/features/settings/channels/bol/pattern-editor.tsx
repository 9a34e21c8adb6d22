import { type BolPattern, bolMailKind, bolPattern, type StoredBolPattern, type TriedBolPattern } from '@balie/shared/contracts/bol-mail.ts';
import { Button, Select, Switch, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../../../../lib/query.ts';
import { useExplain } from '../../../../ui/explain.ts';
import { Notice } from '../../../../ui/notice.tsx';
import { notify } from '../../../../ui/notify.tsx';
import { Section } from '../../../../ui/page.tsx';
import { bolPatternsQuery, readAgain, resetPattern, savePattern } from './bol.api.ts';
import styles from './bol.module.css';
import { PhrasesInput } from './phrases-input.tsx';
import { ReadingRow } from './reading-row.tsx';
import { TryOut } from './try-out.tsx';

interface PatternEditorProps {
  readonly initial: { readonly key: string; readonly pattern: BolPattern; readonly stored: StoredBolPattern | undefined };
  readonly mail: TriedBolPattern['mail'] | undefined;
  /** The message it is taught on. */
  readonly messageId: string | undefined;
  readonly onClose: () => void;
}

/** One pattern: by what a mail is known, and where its facts stand. Tried on a mail before it is kept. */
export function PatternEditor({ initial: { key, pattern: before, stored }, mail, messageId, onClose }: PatternEditorProps) {
  const { t } = useTranslation(['bol', 'ui']);
  const explain = useExplain('bol');
  const [pattern, setPattern] = useState(before);
  // Of the readings: what is typed in one stays with it when another goes.
  const [ids, setIds] = useState(() => before.read.map(() => crypto.randomUUID()));
  const change = (changes: Partial<BolPattern>) => setPattern((now) => ({ ...now, ...changes }));
  const right = bolPattern.safeParse(pattern);
  const done = (items: StoredBolPattern[]) => {
    queryClient.setQueryData(bolPatternsQuery.queryKey, items);
    notify.success(t('editor.saved'));
    onClose();
  };
  const save = useMutation({
    mutationFn: async (kept: BolPattern) => {
      const items = await savePattern(key, kept);
      if (messageId) await readAgain(messageId);
      return items;
    },
    onSuccess: done,
    onError: (error) => notify.error(explain(error)),
  });
  const reset = useMutation({ mutationFn: () => resetPattern(key), onSuccess: done, onError: (error) => notify.error(explain(error)) });
  // Who comes from a mail looks at it first.
  const tryOut = <TryOut pattern={right.data} mail={mail} messageId={messageId} />;
  return (
    <>
      {messageId ? tryOut : null}
      <Section title={t('editor.knownBy')}>
        <div className={styles.form}>
          <div className={styles.two}>
            <TextInput
              label={t('editor.name')}
              value={pattern.name}
              onChange={({ currentTarget }) => change({ name: currentTarget.value })}
            />
            <Select
              label={t('editor.kind')}
              data={bolMailKind.options.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
              value={pattern.kind}
              allowDeselect={false}
              onChange={(kind) => change({ kind: bolMailKind.parse(kind) })}
            />
          </div>
          <PhrasesInput label={t('editor.from')} hint={t('editor.fromHint')} value={pattern.from} onChange={(from) => change({ from })} />
          <PhrasesInput
            label={t('editor.subject')}
            hint={t('editor.phraseHint')}
            value={pattern.subject}
            onChange={(subject) => change({ subject })}
          />
          <PhrasesInput label={t('editor.body')} hint={t('editor.bodyHint')} value={pattern.body} onChange={(body) => change({ body })} />
          <PhrasesInput label={t('editor.not')} hint={t('editor.notHint')} value={pattern.not} onChange={(not) => change({ not })} />
          {pattern.kind === 'notice' ? (
            <Switch
              label={t('editor.quiet')}
              checked={pattern.quiet}
              onChange={({ currentTarget }) => change({ quiet: currentTarget.checked })}
            />
          ) : null}
          <Switch
            label={t('editor.enabled')}
            checked={pattern.enabled}
            onChange={({ currentTarget }) => change({ enabled: currentTarget.checked })}
          />
        </div>
      </Section>
      <Section title={t('editor.reads')} description={t('editor.readsHint')}>
        {pattern.read.map((reading, at) => (
          <ReadingRow
            key={ids[at] ?? at}
            reading={reading}
            onChange={(changed) => change({ read: pattern.read.with(at, changed) })}
            onRemove={() => {
              setIds(ids.toSpliced(at, 1));
              change({ read: pattern.read.toSpliced(at, 1) });
            }}
          />
        ))}
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => {
              setIds([...ids, crypto.randomUUID()]);
              change({ read: [...pattern.read, { field: 'topic', in: 'body', after: [], until: [], as: 'line' }] });
            }}
          >
            {t('editor.addReading')}
          </Button>
        </div>
      </Section>
      {messageId ? null : tryOut}
      {right.success ? null : <Notice tone="warning">{t('editor.wrong')}</Notice>}
      <div className={styles.actions}>
        <Button variant="default" onClick={onClose}>
          {t('ui:cancel')}
        </Button>
        {stored && stored.version > 0 ? (
          <Button variant="default" loading={reset.isPending} onClick={() => reset.mutate()}>
            {t(stored.builtIn ? 'editor.reset' : 'editor.remove')}
          </Button>
        ) : null}
        <Button loading={save.isPending} disabled={!right.success} onClick={() => right.data && save.mutate(right.data)}>
          {t(messageId ? 'editor.saveAndRead' : 'save')}
        </Button>
      </div>
    </>
  );
}
