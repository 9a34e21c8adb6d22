import type { TicketDetail, TicketRow } from '@balie/shared/contracts/tickets.ts';
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useChannels, useShops } from '../../lib/tickets/names.ts';
import { endQuote, useQuoted } from '../../lib/tickets/quoting.ts';
import { DeadAddressLine } from './dead-address-line.tsx';
import { whatIsMissing } from './missing.ts';
import { MissingLine } from './missing-line.tsx';
import { QuotedLine } from './quoted-line.tsx';
import { ReplyRecipients } from './reply-recipients.tsx';
import { heardAt, ReplyWindowLine, useReplyWindow } from './reply-window.tsx';
import { SendButton } from './send-button.tsx';
import { SignaturePreview } from './signature-preview.tsx';
import { TemplateComposer } from './template-composer.tsx';
import { useDraft } from './use-draft.ts';
import { type Recipients, useSend } from './use-send.ts';
import { useWhenReady } from './use-when-ready.ts';
import { useWrittenFiles } from './use-written-files.ts';
import { type Cursor, WritingArea } from './writing-area.tsx';

type ThenStatus = 'open' | 'pending' | 'solved';

interface ReplyComposerProps {
  readonly detail: TicketDetail;
  readonly tabs: ReactNode;
  readonly asked: number;
  readonly cursor: RefObject<Cursor>;
  readonly onSent: () => void;
  readonly onUndone: (ticket: TicketRow) => void;
}

/** A letter to the customer, by the channel of the ticket. */
export function ReplyComposer({ detail, tabs, asked, cursor, onSent, onUndone }: ReplyComposerProps) {
  const { t } = useTranslation('composer');
  const { ticket, replyTo } = detail;
  const channel = useChannels().get(ticket.channelAccountId);
  const { keeper, draft } = useDraft(ticket.id, 'reply', detail.drafts);
  const { written } = draft;
  const files = useWrittenFiles(keeper, channel?.capabilities.attachments ?? null);
  const send = useSend({ onUndone });
  const recipients: Recipients = { to: written.to ?? replyTo.to, cc: written.cc ?? replyTo.cc, bcc: written.bcc ?? [] };
  const minutesLeft = useReplyWindow(channel, heardAt(detail, recipients.to));
  const quoted = useQuoted(ticket.id);
  const shops = useShops();
  const missing = whatIsMissing({
    written,
    ...files.state,
    reply: { recipients, channel, status: ticket.status, windowClosed: minutesLeft === 0 },
  });
  const { tried, attempt } = useWhenReady(missing, (thenStatus: ThenStatus) => {
    send(detail, keeper, { kind: 'reply', recipients, thenStatus, quoted: channel?.capabilities.quotes ? quoted : undefined });
    endQuote(ticket.id);
    onSent();
  });
  const trySend = (thenStatus: ThenStatus = 'pending') => attempt(thenStatus);
  // What can be put right at once is said at once; that nothing was written yet, only when it is tried.
  const said = missing && (tried || (missing.what !== 'words' && missing.what !== 'upload')) ? missing : undefined;
  if (channel?.capabilities.templates && minutesLeft === 0) {
    const shopName = shops.get(ticket.shopId)?.name ?? '';
    return <TemplateComposer {...{ detail, channel, recipients, shopName, tabs, asked, onSent, onUndone }} />;
  }
  return (
    <WritingArea
      key={draft.revision}
      keeper={keeper}
      files={files}
      label={t('reply')}
      placeholder={t('replyPlaceholder', { name: ticket.contact.name.split(' ')[0] || ticket.contact.address })}
      asked={asked}
      cursor={cursor}
      onSend={() => trySend()}
      toCustomer
      plain={channel?.capabilities.richText === false}
      above={quoted && channel?.capabilities.quotes ? <QuotedLine message={quoted} /> : null}
      tabs={tabs}
      way={<ReplyRecipients channel={channel} recipients={recipients} onChange={(change) => keeper.change(change)} />}
      tools={channel?.capabilities.richText === false ? null : <SignaturePreview ticket={ticket} />}
      end={
        <>
          {said ? null : <ReplyWindowLine minutes={minutesLeft} />}
          {said ? null : <DeadAddressLine contact={detail.contact} recipients={recipients} />}
          <MissingLine missing={said} saving={draft.saving} />
          <SendButton onSend={trySend} blocked={missing !== undefined && missing.what !== 'words' && missing.what !== 'upload'} />
        </>
      }
    />
  );
}
