import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { IMPORT_SOURCES, type ImportSource } from '@balie/shared/contracts/imports.ts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { Choice } from '../../../ui/choice.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { Notice } from '../../../ui/notice.tsx';
import { Card, Section } from '../../../ui/page.tsx';
import { FileChoice } from './file-choice.tsx';
import styles from './imports.module.css';
import { UploadProgress } from './upload-progress.tsx';
import { useBringOver } from './use-bring-over.ts';

/** What to take from where, in sentences, and the files. */
export function NewImport({ channels }: { readonly channels: readonly ChannelAccount[] }) {
  const { t } = useTranslation('imports');
  const explain = useExplain('imports');
  const [source, setSource] = useState<ImportSource>('mail');
  const [channelId, setChannelId] = useState(channels[0]?.id ?? '');
  const [files, setFiles] = useState<readonly File[]>([]);
  const upload = useBringOver(() => setFiles([]));
  return (
    <Section title={t('new')}>
      <Card>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            upload.start({ source, channelAccountId: channelId }, files);
          }}
        >
          <div>
            <p className={styles.sentence}>
              <Trans
                t={t}
                i18nKey="sentence"
                components={{
                  source: (
                    <Choice
                      label={t('sourceLabel')}
                      value={source}
                      options={IMPORT_SOURCES.map((value) => ({ value, label: t(`sources.${value}`) }))}
                      onChange={setSource}
                      disabled={upload.isRunning}
                    />
                  ),
                  channel: (
                    <Choice
                      label={t('channelLabel')}
                      value={channelId}
                      options={channels.map(({ id, name }) => ({ value: id, label: name }))}
                      onChange={setChannelId}
                      disabled={upload.isRunning || channels.length === 1}
                    />
                  ),
                }}
              />
            </p>
            <p className={styles.hint}>{t('channelHint')}</p>
          </div>
          {upload.isRunning ? (
            <UploadProgress files={files} progress={upload.progress} onStop={upload.stop} />
          ) : (
            <FileChoice files={files} onChoose={setFiles} hint={t(`how.${source}`)} />
          )}
          <div>
            <h3 className={styles.rulesTitle}>{t('rulesTitle')}</h3>
            <p className={styles.hint}>{t(source === 'mail' ? 'rules.mail' : 'rules.helpdesk')}</p>
          </div>
          {upload.error ? (
            <Notice tone="danger" live>
              {explain(upload.error)}
            </Notice>
          ) : null}
          {upload.isRunning ? null : (
            <div className={styles.actions}>
              <Button type="submit" disabled={files.length === 0}>
                {t('start')}
              </Button>
            </div>
          )}
        </form>
      </Card>
    </Section>
  );
}
