import { type NewTicketRequest, ticketAndMessage } from '@balie/shared/contracts/tickets.ts';
import { filesGoingAsLinks } from '@balie/shared/domain/file-links.ts';
import { ActionIcon, Button, FileButton, Menu, Select, TextInput } from '@mantine/core';
import { IconChevronDown, IconPaperclip } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v4 as newId } from 'uuid';
import { sendJson } from '../../lib/http.ts';
import { useChannels, useShops } from '../../lib/tickets/names.ts';
import { StatusIcon } from '../../lib/tickets/status-icon.tsx';
import { applyTicket } from '../../lib/tickets/ticket-cache.ts';
import { useUploads } from '../../lib/use-uploads.ts';
import { useExplain } from '../../ui/explain.ts';
import { Notice } from '../../ui/notice.tsx';
import { isAddress } from '../../ui/writing/addresses.ts';
import { FileChips } from '../../ui/writing/file-chips.tsx';
import { type EditorHandle, RichTextEditor } from '../../ui/writing/rich-text-editor.tsx';
import { useFileDrop } from '../../ui/writing/use-file-drop.ts';
import { LetterRecipients } from './letter-recipients.tsx';
import { emptyLetter, forgetLetter, keepLetter, keptLetter, type Letter, type LetterPlace } from './new-letter.ts';
import styles from './new-ticket.module.css';
import { TemplateLetter } from './template-letter.tsx';

interface NewTicketFormProps {
  readonly place: LetterPlace;
  readonly onClose: () => void;
  /** While a file is on its way, the form must not go. */
  readonly onUploading: (uploading: boolean) => void;
  readonly onSent: (ticketNumber: number) => void;
}

type Status = NewTicketRequest['thenStatus'];
const THEN = ['pending', 'solved', 'open'] as const;

/** From which address, to whom, about what, and the letter itself. What is written is kept until it is sent or thrown away. */
export function NewTicketForm({ place, onClose, onUploading, onSent }: NewTicketFormProps) {
  const { t } = useTranslation('new-ticket');
  const explain = useExplain('new-ticket');
  const channels = [...useChannels().values()].filter(({ capabilities }) => capabilities.startConversation);
  const shops = useShops();
  const [letter, setLetter] = useState(() => keptLetter(place) ?? emptyLetter(place));
  const change = (changed: Partial<Letter>) => setLetter((before) => ({ ...before, ...changed }));
  const done = useRef(false);
  useEffect(() => {
    if (!done.current) keepLetter(place, letter);
  }, [place, letter]);
  const forget = () => {
    done.current = true;
    forgetLetter(place);
  };
  const { to, cc, bcc, subject, attachments } = letter;
  const [tried, setTried] = useState(false);
  const editor = useRef<EditorHandle>(null);
  const uploads = useUploads((file) => {
    setLetter((before) => ({ ...before, attachments: [...before.attachments, file] }));
    if (file.inline) editor.current?.insertPicture(`/api/attachments/${file.id}`, file.name);
  });
  const uploading = uploads.pending.some(({ error }) => error === undefined);
  useEffect(() => onUploading(uploading), [onUploading, uploading]);
  const { dropping, handlers } = useFileDrop(uploads.add);
  const channel =
    channels.find(({ id }) => id === letter.channelId) ?? channels.find(({ capabilities }) => !capabilities.reachedBy) ?? channels[0];

  const wrong = [...to, ...(cc ?? []), ...(bcc ?? [])].find(({ address }) => !isAddress(address));
  const missing = !channel
    ? t('missing.channel')
    : to.length === 0
      ? t('missing.recipient')
      : wrong
        ? t('missing.address', { address: wrong.address })
        : subject.trim() === ''
          ? t('missing.subject')
          : letter.empty && attachments.length === 0
            ? t('missing.words')
            : uploads.pending.length > 0
              ? t('missing.upload')
              : undefined;
  const send = useMutation({
    mutationFn: (thenStatus: Status) => {
      const content = {
        channelAccountId: channel?.id ?? '',
        subject: subject.trim(),
        html: letter.html,
        to,
        cc: cc ?? [],
        bcc: bcc ?? [],
        thenStatus,
      };
      const body = { ...content, attachmentIds: attachments.map(({ id }) => id) };
      const of = JSON.stringify(body);
      const attempt = letter.attempt?.of === of ? letter.attempt : { of, key: newId() };
      change({ attempt });
      return sendJson('POST', ticketAndMessage, '/api/tickets', { ...body, idempotencyKey: attempt.key } satisfies NewTicketRequest);
    },
    onSuccess: ({ ticket }) => {
      forget();
      applyTicket(ticket);
      onSent(ticket.number);
    },
  });
  const trySend = (then: Status = 'pending') => {
    setTried(true);
    if (!missing && !send.isPending) send.mutate(then);
  };
  const beyond = channel?.capabilities.attachments?.linksBeyondBytes;
  const linked = beyond ? filesGoingAsLinks(attachments, beyond) : new Set<string>();
  const chips = [
    ...attachments
      .filter(({ inline }) => !inline)
      .map(({ id, name, contentType, sizeBytes }) => ({
        key: id,
        name,
        contentType,
        sizeBytes,
        progress: undefined,
        problem: undefined,
        asLink: linked.has(id),
      })),
    ...uploads.pending.map(({ key, file, progress, error }) => ({
      key,
      name: file.name,
      contentType: file.type,
      sizeBytes: file.size,
      progress: error ? undefined : progress,
      problem: error ? explain(error) : undefined,
      asLink: false,
    })),
  ];
  const from =
    channels.length > 1 ? (
      <Select
        label={t('from')}
        value={channel?.id ?? null}
        onChange={(id) => change({ channelId: id ?? undefined })}
        allowDeselect={false}
        data={channels.map(({ id, address, shopId }) => ({ value: id, label: `${address} · ${shops.get(shopId)?.name ?? ''}` }))}
      />
    ) : channel ? (
      <p className={styles.way}>{t('fromOne', { address: channel.shownAddress })}</p>
    ) : null;
  const discard = () => {
    forget();
    onClose();
  };
  if (channel?.capabilities.reachedBy === 'phone') {
    const sent = (ticketNumber: number) => {
      forget();
      onSent(ticketNumber);
    };
    return (
      <div className={styles.form}>
        {from}
        <TemplateLetter key={channel.id} channel={channel} place={place} onDiscard={discard} onSent={sent} />
      </div>
    );
  }
  return (
    <div className={styles.form} {...handlers}>
      {from}
      <div className={styles.box} data-dropping={dropping || undefined}>
        <LetterRecipients letter={letter} onChange={change} />
        <TextInput
          variant="unstyled"
          className={styles.subject ?? ''}
          aria-label={t('subject')}
          placeholder={t('subject')}
          value={subject}
          maxLength={500}
          onChange={(event) => change({ subject: event.currentTarget.value })}
        />
        <RichTextEditor
          ref={editor}
          html={letter.html}
          label={t('message')}
          placeholder={t('message')}
          onChange={(html, empty) => change({ html, empty })}
          onPictures={(pictures) => uploads.add(pictures, { inline: true })}
          onFiles={uploads.add}
          onSend={() => trySend()}
          below={
            <FileChips
              files={chips}
              onRetry={uploads.retry}
              onRemove={(key) => {
                uploads.cancel(key);
                change({ attachments: attachments.filter(({ id }) => id !== key) });
              }}
            />
          }
          tools={
            <FileButton multiple onChange={uploads.add}>
              {(button) => (
                <ActionIcon {...button} variant="subtle" color="gray" size={28} aria-label={t('attach')} title={t('attach')}>
                  <IconPaperclip size={16} stroke={1.75} />
                </ActionIcon>
              )}
            </FileButton>
          }
        />
      </div>
      {send.isError ? (
        <Notice tone="danger" live>
          {t('failed')} {explain(send.error)}
        </Notice>
      ) : null}
      <div className={styles.end}>
        <span className={styles.missing} role="status">
          {tried ? missing : undefined}
        </span>
        <Button variant="default" onClick={discard}>
          {t('discard')}
        </Button>
        <Button.Group>
          <Button loading={send.isPending} onClick={() => trySend()}>
            {t('send')}
          </Button>
          <Menu position="top-end" width={230}>
            <Menu.Target>
              <Button px={8} className={styles.more ?? ''} aria-label={t('sendAnd')} disabled={send.isPending}>
                <IconChevronDown size={16} />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{t('sendAnd')}</Menu.Label>
              {THEN.map((status) => (
                <Menu.Item key={status} leftSection={<StatusIcon status={status} />} onClick={() => trySend(status)}>
                  {t(`then.${status}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </Button.Group>
      </div>
    </div>
  );
}
