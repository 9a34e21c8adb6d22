import type { MailAddress } from '@balie/shared/contracts/common.ts';
import { type Attachment } from '@balie/shared/contracts/files.ts';
import { type NewTicketRequest, ticketAndMessage } from '@balie/shared/contracts/tickets.ts';
import { filesGoingAsLinks } from '@balie/shared/domain/file-links.ts';
import { ActionIcon, Button, FileButton, Menu, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconChevronDown, IconPaperclip } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v4 as newId } from 'uuid';
import { sendJson } from '../../lib/http.ts';
import { useChannels, useShops } from '../../lib/tickets/names.ts';
import { StatusIcon } from '../../lib/tickets/status-icon.tsx';
import { applyTicket } from '../../lib/tickets/ticket-cache.ts';
import { contactSuggestionsQuery } from '../../lib/tickets/ticket-queries.ts';
import { useUploads } from '../../lib/use-uploads.ts';
import { useExplain } from '../../ui/explain.ts';
import { Notice } from '../../ui/notice.tsx';
import { isAddress } from '../../ui/writing/addresses.ts';
import { FileChips } from '../../ui/writing/file-chips.tsx';
import { RecipientsInput } from '../../ui/writing/recipients-input.tsx';
import { type EditorHandle, RichTextEditor } from '../../ui/writing/rich-text-editor.tsx';
import styles from './new-ticket.module.css';

interface NewTicketFormProps {
  readonly to: readonly MailAddress[];
  readonly onClose: () => void;
  readonly onSent: (ticketNumber: number) => void;
}

type Status = NewTicketRequest['thenStatus'];
const THEN = ['pending', 'solved', 'open'] as const;

/** From which address, to whom, about what, and the letter itself. */
export function NewTicketForm({ to: startTo, onClose, onSent }: NewTicketFormProps) {
  const { t } = useTranslation('new-ticket');
  const explain = useExplain('new-ticket');
  const channels = [...useChannels().values()].filter(({ capabilities }) => capabilities.startConversation);
  const shops = useShops();
  const [channelId, setChannelId] = useState<string>();
  const [to, setTo] = useState<MailAddress[]>([...startTo]);
  const [cc, setCc] = useState<MailAddress[]>();
  const [subject, setSubject] = useState('');
  const [text, setText] = useState({ html: '', empty: true });
  const [attachments, setAttachments] = useState<Attachment[]>([]);
  const [tried, setTried] = useState(false);
  const editor = useRef<EditorHandle>(null);
  // Asked again after a lost connection, it is one ticket; other words make another.
  const attempt = useRef<{ of: string; key: string }>(undefined);
  const uploads = useUploads((file) => {
    setAttachments((before) => [...before, file]);
    if (file.inline) editor.current?.insertPicture(`/api/attachments/${file.id}`, file.name);
  });
  const [typed, setTyped] = useState('');
  const [query] = useDebouncedValue(typed.trim(), 150);
  const suggestions = useQuery({ ...contactSuggestionsQuery(query), enabled: query.length > 1 }).data ?? [];
  const channel = channels.find(({ id }) => id === channelId) ?? channels[0];

  const wrong = [...to, ...(cc ?? [])].find(({ address }) => !isAddress(address));
  const missing = !channel
    ? t('missing.channel')
    : to.length === 0
      ? t('missing.recipient')
      : wrong
        ? t('missing.address', { address: wrong.address })
        : subject.trim() === ''
          ? t('missing.subject')
          : text.empty && attachments.length === 0
            ? t('missing.words')
            : uploads.pending.length > 0
              ? t('missing.upload')
              : undefined;
  const send = useMutation({
    mutationFn: (thenStatus: Status) => {
      const content = {
        channelAccountId: channel?.id ?? '',
        subject: subject.trim(),
        html: text.html,
        to,
        cc: cc ?? [],
        bcc: [],
        thenStatus,
      };
      const body = { ...content, attachmentIds: attachments.map(({ id }) => id) };
      const of = JSON.stringify(body);
      if (attempt.current?.of !== of) attempt.current = { of, key: newId() };
      return sendJson('POST', ticketAndMessage, '/api/tickets', {
        ...body,
        idempotencyKey: attempt.current.key,
      } satisfies NewTicketRequest);
    },
    onSuccess: ({ ticket }) => {
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
  return (
    <div className={styles.form}>
      {channels.length > 1 ? (
        <Select
          label={t('from')}
          value={channel?.id ?? null}
          onChange={(id) => setChannelId(id ?? undefined)}
          allowDeselect={false}
          data={channels.map(({ id, address, shopId }) => ({ value: id, label: `${address} · ${shops.get(shopId)?.name ?? ''}` }))}
        />
      ) : channel ? (
        <p className={styles.way}>{t('fromOne', { address: channel.address })}</p>
      ) : null}
      <div className={styles.box}>
        <div className={styles.recipients}>
          <div className={styles.grow}>
            <RecipientsInput
              label={t('to')}
              value={to}
              onChange={setTo}
              suggestions={suggestions}
              onQuery={setTyped}
              autoFocus={to.length === 0}
            />
          </div>
          {cc === undefined ? (
            <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setCc([])}>
              {t('cc')}
            </Button>
          ) : null}
        </div>
        {cc === undefined ? null : (
          <RecipientsInput label={t('cc')} value={cc} onChange={setCc} suggestions={suggestions} onQuery={setTyped} autoFocus />
        )}
        <TextInput
          variant="unstyled"
          className={styles.subject ?? ''}
          aria-label={t('subject')}
          placeholder={t('subject')}
          value={subject}
          maxLength={500}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        <RichTextEditor
          ref={editor}
          html=""
          label={t('message')}
          placeholder={t('message')}
          onChange={(html, empty) => setText({ html, empty })}
          onPictures={(pictures) => uploads.add(pictures, { inline: true })}
          onFiles={uploads.add}
          onSend={() => trySend()}
          below={
            <FileChips
              files={chips}
              onRetry={uploads.retry}
              onRemove={(key) => {
                uploads.cancel(key);
                setAttachments((before) => before.filter(({ id }) => id !== key));
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
        <Button variant="default" onClick={onClose}>
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
