import { type Attachment } from '@balie/shared/contracts/files.ts';
import { ActionIcon, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { FileIcon } from '../../ui/file-icon.tsx';
import { fileSize } from '../../ui/file-size.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './attachments.module.css';
import { LinkState, RevokeLink } from './file-link.tsx';
import { FileScan } from './file-scan.tsx';

const Lightbox = lazy(async () => ({ default: (await import('./lightbox.tsx')).Lightbox }));

interface AttachmentsProps {
  readonly attachments: readonly Attachment[];
  readonly mayReply: boolean;
}

/** Files of a message: pictures as pictures, the rest by kind, name and size. */
export function Attachments({ attachments, mayReply }: AttachmentsProps) {
  const { t } = useTranslation('conversation');
  const [looking, setLooking] = useState<number>();
  const files = attachments.filter(({ inline }) => !inline);
  const viewable = files.filter((file) => file.previewable && isPassed(file));
  if (files.length === 0) return null;
  return (
    <>
      <ul className={styles.list} aria-label={t('attachments.title')}>
        {files.map((file) => (
          <li key={file.id} className={styles.file}>
            <Face file={file} onLook={viewable.includes(file) ? () => setLooking(viewable.indexOf(file)) : undefined} />
            {file.link && mayReply ? <RevokeLink file={file} /> : null}
            <Download file={file} />
          </li>
        ))}
      </ul>
      <Suspense>
        {looking === undefined ? null : (
          <Lightbox files={viewable} index={looking} onIndex={setLooking} onClose={() => setLooking(undefined)} />
        )}
      </Suspense>
    </>
  );
}

/** The virus scanner lets it through, or there is none. */
function isPassed({ scan }: Attachment): boolean {
  return scan === null || scan.state === 'clean';
}

function Face({ file, onLook }: { readonly file: Attachment; readonly onLook: (() => void) | undefined }) {
  const { t, i18n } = useTranslation('conversation');
  const picture = onLook && file.contentType.startsWith('image/');
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
        {file.scan ? <FileScan scan={file.scan} /> : null}
        {file.link ? <LinkState link={file.link} /> : null}
      </span>
    </>
  );
  if (onLook) {
    return (
      <UnstyledButton className={styles.face} onClick={onLook}>
        {face}
        <VisuallyHidden>{t('attachments.look')}</VisuallyHidden>
      </UnstyledButton>
    );
  }
  if (!isPassed(file)) return <span className={styles.face}>{face}</span>;
  return (
    <a className={styles.face} href={`/api/attachments/${file.id}?download=1`} download={file.name}>
      {face}
    </a>
  );
}

/** What was found, or could not be looked into, only an owner may fetch. */
function Download({ file }: { readonly file: Attachment }) {
  const { t } = useTranslation('conversation');
  const isOwner = useAllowed('channels:manage');
  const isHeld = !isPassed(file);
  if (isHeld && (!isOwner || file.scan?.state === 'waiting')) return null;
  return (
    <KeyHint label={t(isHeld ? 'attachments.downloadAnyway' : 'attachments.download')}>
      <ActionIcon
        component="a"
        href={`/api/attachments/${file.id}?download=1`}
        download={file.name}
        variant="subtle"
        color="gray"
        size={28}
        className={styles.download ?? ''}
        aria-label={t(isHeld ? 'attachments.downloadAnywayNamed' : 'attachments.downloadNamed', { name: file.name })}
      >
        <IconDownload size={16} stroke={1.75} />
      </ActionIcon>
    </KeyHint>
  );
}
