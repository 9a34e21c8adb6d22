import { type BolRules, bolRules } from '@balie/shared/contracts/bol-mail.ts';
import { Button, Modal, NumberInput, Switch, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../../../ui/notice.tsx';
import styles from './bol.module.css';

const MEGABYTE = 1_000_000;

interface EditRulesProps {
  readonly rules: BolRules;
  readonly onClose: () => void;
  readonly onSave: (rules: BolRules) => Promise<void>;
}

/** bol publishes no numbers: what an owner finds out is set here. */
export function EditRules({ rules, onClose, onSave }: EditRulesProps) {
  const { t } = useTranslation(['bol', 'ui']);
  const [types, setTypes] = useState(rules.fileTypes.join(', '));
  const [megabytes, setMegabytes] = useState<number | string>(rules.maxBytes / MEGABYTE);
  const [links, setLinks] = useState(rules.links);
  const [phrases, setPhrases] = useState(rules.holdPhrases.join('\n'));
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const save = () => {
    const parsed = bolRules.safeParse({
      fileTypes: types.split(/[\s,;.]+/u).filter(Boolean),
      maxBytes: Math.round(Number(megabytes) * MEGABYTE),
      links,
      holdPhrases: phrases
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    });
    setWrong(!parsed.success);
    if (!parsed.success) return;
    setBusy(true);
    onSave(parsed.data).catch(() => setBusy(false));
  };
  return (
    <Modal opened onClose={onClose} centered size={560} title={t('rules.title')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <div className={styles.form}>
        <p className={styles.quiet}>{t('rules.why')}</p>
        <TextInput
          label={t('rules.types')}
          description={t('rules.typesHint')}
          value={types}
          data-autofocus
          onChange={({ currentTarget }) => setTypes(currentTarget.value)}
        />
        <NumberInput label={t('rules.megabytes')} min={0.1} max={25} value={megabytes} onChange={setMegabytes} />
        <Switch label={t('rules.links')} checked={links} onChange={({ currentTarget }) => setLinks(currentTarget.checked)} />
        <Textarea
          label={t('rules.hold')}
          description={t('rules.holdHint')}
          autosize
          minRows={5}
          maxRows={10}
          value={phrases}
          onChange={({ currentTarget }) => setPhrases(currentTarget.value)}
        />
        {wrong ? (
          <Notice tone="danger" live>
            {t('rules.wrong')}
          </Notice>
        ) : null}
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button loading={busy} onClick={save}>
            {t('save')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
