import { type Attachment } from '@balie/shared/contracts/files.ts';
import { ActionIcon, Modal } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconDownload, IconExternalLink, IconX, type TablerIcon } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/error-state.tsx';
import { useHotkey } from '../../ui/hotkeys/use-hotkey.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { Waiting } from '../../ui/skeletons.tsx';
import styles from './lightbox.module.css';

interface LightboxProps {
  readonly files: readonly Attachment[];
  readonly index: number;
  readonly onIndex: (index: number) => void;
  readonly onClose: () => void;
}

/** Files at full size, one after the other. */
export function Lightbox({ files, index, onIndex, onClose }: LightboxProps) {
  const { t } = useTranslation('conversation');
  const file = files[index];
  const step = (by: number) => onIndex((index + by + files.length) % files.length);
  const several = files.length > 1;
  useHotkey({
    keys: 'ArrowRight',
    label: t('attachments.next'),
    group: t('group'),
    run: () => step(1),
    when: several,
    inDialogs: true,
    hidden: true,
  });
  useHotkey({
    keys: 'ArrowLeft',
    label: t('attachments.previous'),
    group: t('group'),
    run: () => step(-1),
    when: several,
    inDialogs: true,
    hidden: true,
  });
  if (!file) return null;
  const address = `/api/attachments/${file.id}`;
  return (
    <Modal.Root opened onClose={onClose} fullScreen classNames={{ content: styles.content ?? '', body: styles.body ?? '' }}>
      <Modal.Overlay />
      <Modal.Content aria-label={file.name}>
        <Modal.Body>
          <header className={styles.header}>
            <span className={styles.name}>{file.name}</span>
            {several ? (
              <>
                <span className={styles.place}>{t('attachments.place', { index: index + 1, count: files.length })}</span>
                <Action Icon={IconChevronLeft} label={t('attachments.previous')} keys="ArrowLeft" onClick={() => step(-1)} />
                <Action Icon={IconChevronRight} label={t('attachments.next')} keys="ArrowRight" onClick={() => step(1)} />
              </>
            ) : null}
            <Action Icon={IconExternalLink} label={t('attachments.newTab')} onClick={() => window.open(address, '_blank', 'noopener')} />
            <Action Icon={IconDownload} label={t('attachments.download')} onClick={() => window.location.assign(`${address}?download=1`)} />
            <Action Icon={IconX} label={t('ui:close')} keys="Escape" onClick={onClose} />
          </header>
          <div className={styles.stage}>
            {file.contentType === 'application/pdf' ? (
              <Pdf key={file.id} file={file} />
            ) : (
              <img key={file.id} src={address} alt={file.name} className={styles.picture} />
            )}
          </div>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** The server lets nobody frame its answers, so the file is fetched and shown from memory. */
function Pdf({ file }: { readonly file: Attachment }) {
  const shown = useQuery({
    queryKey: ['attachments', file.id],
    queryFn: async ({ signal }) => {
      const answer = await fetch(`/api/attachments/${file.id}`, { signal });
      if (!answer.ok) throw new Error(answer.statusText);
      return URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: 'application/pdf' }));
    },
    gcTime: 0,
  });
  const address = shown.data;
  useEffect(() => () => (address ? URL.revokeObjectURL(address) : undefined), [address]);
  if (shown.isError) return <ErrorState error={shown.error} onRetry={() => void shown.refetch()} />;
  return address ? <iframe title={file.name} src={address} className={styles.pdf} /> : <Waiting>{null}</Waiting>;
}

interface ActionProps {
  readonly Icon: TablerIcon;
  readonly label: string;
  readonly keys?: string;
  readonly onClick: () => void;
}

function Action({ Icon, label, keys, onClick }: ActionProps) {
  return (
    <KeyHint label={label} keys={keys}>
      <ActionIcon variant="subtle" color="gray" size={40} aria-label={label} onClick={onClick}>
        <Icon size={20} stroke={1.75} />
      </ActionIcon>
    </KeyHint>
  );
}
