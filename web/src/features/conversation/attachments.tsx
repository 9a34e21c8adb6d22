import type { Attachment } from '@balie/shared/contracts/tickets.ts';
import { ActionIcon, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileIcon } from '../../ui/file-icon.tsx';
import { fileSize } from '../../ui/file-size.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './attachments.module.css';
import { LinkState, RevokeLink } from './file-link.tsx';

const Lightbox = lazy(async () => ({ default: (await import('./lightbox.tsx')).Lightbox }));

/** Files of a message: pictures as pictures, the rest by kind, name and size. */
export function Attachments({ attachments, mayReply }: { readonly attachments: readonly Attachment[]; readonly mayReply: boolean }) {
  const { t, i18n } = useTranslation('conversation');
  const [looking, setLooking] = useState<number>();
  const files = attachments.filter(({ inline }) => !inline);
  const viewable = files.filter(({ previewable }) => previewable);
  if (files.length === 0) return null;
  return (
    <>
      <ul className={styles.list} aria-label={t('attachments.title')}>
        {files.map((file) => {
          const picture = file.previewable && file.contentType.startsWith('image/');
          const face = (
            <>
              {picture ? (
                <img src={`/api/attachments/${file.id}`} alt="" className={styles.thumbnail} loading="lazy" width={44} height={44} />
              ) : (
                <span className={styles.icon}>
                  <FileIcon contentType={file.contentType} />
                </span>
              )}
              <span className={styles.about}>
                <span className={styles.name}>{file.name}</span>
                <span className={styles.size}>{fileSize(file.sizeBytes, i18n.language)}</span>
                {file.link ? <LinkState link={file.link} /> : null}
              </span>
            </>
          );
          return (
            <li key={file.id} className={styles.file}>
              {file.previewable ? (
                <UnstyledButton className={styles.face} onClick={() => setLooking(viewable.indexOf(file))}>
                  {face}
                  <VisuallyHidden>{t('attachments.look')}</VisuallyHidden>
                </UnstyledButton>
              ) : (
                <a className={styles.face} href={`/api/attachments/${file.id}?download=1`} download={file.name}>
                  {face}
                </a>
              )}
              {file.link && mayReply ? <RevokeLink file={file} /> : null}
              <KeyHint label={t('attachments.download')}>
                <ActionIcon
                  component="a"
                  href={`/api/attachments/${file.id}?download=1`}
                  download={file.name}
                  variant="subtle"
                  color="gray"
                  size={28}
                  className={styles.download ?? ''}
                  aria-label={t('attachments.downloadNamed', { name: file.name })}
                >
                  <IconDownload size={16} stroke={1.75} />
                </ActionIcon>
              </KeyHint>
            </li>
          );
        })}
      </ul>
      <Suspense>
        {looking === undefined ? null : (
          <Lightbox files={viewable} index={looking} onIndex={setLooking} onClose={() => setLooking(undefined)} />
        )}
      </Suspense>
    </>
  );
}
