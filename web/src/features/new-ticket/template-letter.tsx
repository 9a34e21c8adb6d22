import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { type NewTicketRequest, ticketAndMessage } from '@balie/shared/contracts/tickets.ts';
import { templateText } from '@balie/shared/domain/templates.ts';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v4 as newId } from 'uuid';
import { sendJson } from '../../lib/http.ts';
import { useMe } from '../../lib/me.ts';
import { templateTitle } from '../../lib/templates/template-suggestions.ts';
import { type ChosenTemplate, faultOf, TemplateWriter } from '../../lib/templates/template-writer.tsx';
import { useShops } from '../../lib/tickets/names.ts';
import { applyTicket } from '../../lib/tickets/ticket-cache.ts';
import { useExplain } from '../../ui/explain.ts';
import { Notice } from '../../ui/notice.tsx';
import type { LetterPlace } from './new-letter.ts';
import styles from './new-ticket.module.css';

interface TemplateLetterProps {
  readonly channel: ChannelAccount;
  readonly place: LetterPlace;
  readonly onDiscard: () => void;
  readonly onSent: (ticketNumber: number) => void;
}

/** A conversation begun with a number: only with a text that the provider has approved. */
export function TemplateLetter({ channel, place, onDiscard, onSent }: TemplateLetterProps) {
  const { t, i18n } = useTranslation(['new-ticket', 'templates']);
  const explain = useExplain('new-ticket');
  const { agent } = useMe();
  const shop = useShops().get(channel.shopId)?.name ?? '';
  const [first] = place.to;
  const [number, setNumber] = useState(first && e164(first.address) ? first.address : '');
  const [chosen, setChosen] = useState<ChosenTemplate>();
  const [tried, setTried] = useState(false);
  const attempt = useRef<{ readonly of: string; readonly key: string }>(undefined);
  const name = first?.name ?? '';
  const address = e164(number);
  const fault = faultOf(chosen);
  const send = useMutation({
    mutationFn: ({ template, values, file }: ChosenTemplate) => {
      const content = {
        channelAccountId: channel.id,
        subject: templateTitle(template.name),
        html: templateText(template, values) || template.name,
        template: { id: template.id, values },
        to: [{ address: address ?? '', name }],
        cc: [],
        bcc: [],
        attachmentIds: file ? [file.id] : [],
        thenStatus: 'pending' as const,
      };
      const of = JSON.stringify(content);
      if (attempt.current?.of !== of) attempt.current = { of, key: newId() };
      const request: NewTicketRequest = { ...content, idempotencyKey: attempt.current.key };
      return sendJson('POST', ticketAndMessage, '/api/tickets', request);
    },
    onSuccess: ({ ticket }) => {
      applyTicket(ticket);
      onSent(ticket.number);
    },
  });
  const trySend = () => {
    setTried(true);
    if (address && chosen && !fault && !send.isPending) send.mutate(chosen);
  };
  const known = { customer: name, agent: agent.name, shop, orders: [], ticket: '' };
  return (
    <>
      <TextInput
        label={t('number')}
        description={name || undefined}
        type="tel"
        inputMode="tel"
        value={number}
        error={tried && !address ? t('missing.number') : undefined}
        onChange={(event) => setNumber(event.currentTarget.value)}
        data-autofocus={address ? undefined : true}
      />
      <TemplateWriter
        channel={channel}
        language={i18n.language}
        known={known}
        chosen={chosen}
        tried={tried}
        asked={address ? 1 : 0}
        onChange={setChosen}
        onSend={trySend}
      />
      {send.isError ? (
        <Notice tone="danger" live>
          {t('failed')} {explain(send.error)}
        </Notice>
      ) : null}
      <div className={styles.end}>
        <span className={styles.missing} role="status">
          {tried && fault ? t(`templates:fault.${fault}`) : undefined}
        </span>
        <Button variant="default" onClick={onDiscard}>
          {t('discard')}
        </Button>
        <Button loading={send.isPending} onClick={trySend}>
          {t('send')}
        </Button>
      </div>
    </>
  );
}

/** As people write it, a Dutch one without its country; undefined when it is none. */
function e164(given: string): string | undefined {
  const digits = given
    .replace(/[\s().-]/g, '')
    .replace(/^00/, '+')
    .replace(/^0/, '+31');
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : undefined;
}
