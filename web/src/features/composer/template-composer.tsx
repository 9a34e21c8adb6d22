import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import { type ReplyRequest, type TicketDetail, type TicketRow, ticketAndMessage } from '@balie/shared/contracts/tickets.ts';
import { templateText } from '@balie/shared/domain/templates.ts';
import { IconHourglassOff } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendJson } from '../../lib/http.ts';
import { useMe } from '../../lib/me.ts';
import { queryClient } from '../../lib/query.ts';
import { type ChosenTemplate, faultOf, TemplateWriter } from '../../lib/templates/template-writer.tsx';
import { templatesQuery } from '../../lib/templates/templates.query.ts';
import { applyTicket, changeDetail, shiftCounts } from '../../lib/tickets/ticket-cache.ts';
import { ticketKeys } from '../../lib/tickets/ticket-queries.ts';
import { withMessage } from '../../lib/tickets/timeline-data.ts';
import { undoReply } from '../../lib/tickets/undo-reply.ts';
import { useExplain } from '../../ui/explain.ts';
import { notify } from '../../ui/notify.tsx';
import { offerUndo } from '../../ui/undo.ts';
import styles from './composer.module.css';
import type { DraftKeeper, Written } from './draft-keeper.ts';
import { knownOf, languageOf } from './known-of.ts';
import { ReplyRecipients } from './reply-recipients.tsx';
import { SendButton } from './send-button.tsx';
import type { Recipients } from './use-send.ts';

type ThenStatus = ReplyRequest['thenStatus'];

interface TemplateComposerProps {
  readonly detail: TicketDetail;
  readonly keeper: DraftKeeper;
  readonly written: Written;
  readonly channel: ChannelAccount;
  readonly recipients: Recipients;
  readonly shopName: string;
  readonly tabs: ReactNode;
  /** Where the choice of another channel stands. */
  readonly ways: ReactNode;
  readonly asked: number;
  readonly onSent: () => void;
  readonly onUndone: (ticket: TicketRow) => void;
}

/** Where no free answer is taken any more: a text that the provider has approved. */
export function TemplateComposer(props: TemplateComposerProps) {
  const { detail, keeper, written, channel, recipients, shopName, tabs, ways, asked, onSent, onUndone } = props;
  const { t } = useTranslation('composer');
  const explain = useExplain('composer');
  const me = useMe();
  const { ticket } = detail;
  const { chosen, choose } = useChosen(channel.id, keeper, written);
  const [tried, setTried] = useState(false);
  const send = useMutation({
    mutationFn: async ({ template, values, file, thenStatus }: ChosenTemplate & { thenStatus: ThenStatus }) => {
      // What is saved after it was sent would come back as a draft.
      await keeper.settle();
      const { to, cc, bcc } = recipients;
      const request = {
        // Asked again after a lost answer, it is one message.
        idempotencyKey: keeper.attemptKey(),
        // The server makes it anew from the template; this is what it will say.
        html: templateText(template, values) || template.name,
        template: { id: template.id, values },
        to: [...to],
        cc: [...cc],
        bcc: [...bcc],
        attachmentIds: file ? [file.id] : [],
        thenStatus,
        ...(channel.id === ticket.channelAccountId ? {} : { channelAccountId: channel.id }),
      } satisfies ReplyRequest;
      return sendJson('POST', ticketAndMessage, `/api/tickets/${ticket.id}/replies`, request);
    },
    onSuccess: ({ ticket: row, message }) => {
      // Whom the next answer goes to, and by which way.
      void queryClient.invalidateQueries({ queryKey: ticketKeys.detail(ticket.id) });
      keeper.templateSent();
      setTried(false);
      changeDetail(ticket.id, (held) => withMessage(held, message));
      applyTicket(row);
      shiftCounts(ticket, row);
      onSent();
      offerUndo(t('sent', { to: recipients.to[0]?.name || recipients.to[0]?.address || ticket.contact.name }), () => {
        undoReply(ticket.id, message.id).then(
          () => onUndone(ticket),
          (error: unknown) => notify.error(explain(error)),
        );
      });
    },
    onError: (error) => notify.error(t('notSent', { number: ticket.number, reason: explain(error) })),
  });
  const answerable = ticket.status !== 'closed' && ticket.status !== 'spam';
  const fault = faultOf(chosen);
  const trySend = (thenStatus: ThenStatus = 'pending') => {
    setTried(true);
    if (chosen && !fault && answerable && !send.isPending) send.mutate({ ...chosen, thenStatus });
  };
  return (
    <div className={styles.area}>
      <div className={styles.head}>
        {tabs}
        <ReplyRecipients contact={detail.contact} channel={channel} recipients={recipients} onChange={() => undefined} />
        {ways}
      </div>
      <div className={styles.template}>
        <p className={styles.closed}>
          <IconHourglassOff size={15} stroke={1.75} aria-hidden />
          {t('windowClosed', { hours: channel.capabilities.replyWindowHours ?? 0 })}
        </p>
        <TemplateWriter
          channel={channel}
          language={languageOf(detail)}
          known={knownOf(detail, me.agent.name, shopName)}
          chosen={chosen}
          tried={tried}
          asked={asked}
          onChange={choose}
          onSend={() => trySend()}
        />
      </div>
      <div className={styles.templateEnd}>
        <span className={styles.missing} role="status">
          {answerable
            ? tried && fault
              ? t(`templates:fault.${fault}`)
              : null
            : t('missing.status', { status: t(`tickets:status.${ticket.status}`).toLocaleLowerCase() })}
        </span>
        <SendButton onSend={trySend} blocked={!answerable} />
      </div>
    </div>
  );
}

/** What was chosen is a draft like any other: it is there again tomorrow, and after it was taken back. */
function useChosen(channelAccountId: string, keeper: DraftKeeper, { template: kept, attachments }: Written) {
  const templates = useQuery(templatesQuery(channelAccountId)).data?.items;
  const template = kept && templates?.find(({ id }) => id === kept.id);
  const file = attachments.find(({ id }) => id === kept?.fileId);
  const chosen: ChosenTemplate | undefined = template && { template, values: kept.values, file };
  const choose = (wanted: ChosenTemplate | undefined) =>
    keeper.change({
      template: wanted && { id: wanted.template.id, values: wanted.values, ...(wanted.file ? { fileId: wanted.file.id } : {}) },
      attachments: [...attachments.filter(({ id }) => id !== kept?.fileId), ...(wanted?.file ? [wanted.file] : [])],
    });
  return { chosen, choose };
}
