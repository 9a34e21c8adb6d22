import type { TicketDetail, TicketRow } from '@balie/shared/contracts/tickets.ts';
import { type ReactNode, type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShops } from '../../lib/tickets/names.ts';
import { endQuote, useQuoted } from '../../lib/tickets/quoting.ts';
import { ChannelRules } from './channel-rules.tsx';
import { DeadAddressLine } from './dead-address-line.tsx';
import { asksForPatienceOnly, HoldWarning } from './hold-warning.tsx';
import { whatIsMissing } from './missing.ts';
import { MissingLine } from './missing-line.tsx';
import { QuotedLine } from './quoted-line.tsx';
import { ReplyRecipients } from './reply-recipients.tsx';
import { heardAt, ReplyWindowLine, useReplyWindow } from './reply-window.tsx';
import { SendButton } from './send-button.tsx';
import { SignaturePreview } from './signature-preview.tsx';
import { TemplateComposer } from './template-composer.tsx';
import { UponSending } from './upon-sending.tsx';
import { useDraft } from './use-draft.ts';
import { useMacros } from './use-macros.ts';
import { type Recipients, useSend } from './use-send.ts';
import { useWhenReady } from './use-when-ready.ts';
import { useWrittenFiles } from './use-written-files.ts';
import { WayMenu } from './way-menu.tsx';
import { useWays, type Way } from './ways.ts';
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
  const { ticket } = detail;
  const { keeper, draft } = useDraft(ticket.id, 'reply', detail.drafts);
  const { written } = draft;
  const ways = useWays(detail);
  const way = ways.find(({ account }) => account.id === (written.channelAccountId ?? ticket.channelAccountId)) ?? ways[0];
  const channel = way?.account;
  const isOwnWay = channel?.id === ticket.channelAccountId;
  const usual = way?.recipients ?? detail.replyTo;
  const { richText, signature } = channel?.capabilities ?? {};
  const signed = richText !== false && signature !== false;
  const files = useWrittenFiles(keeper, channel?.capabilities.attachments ?? null);
  const send = useSend({ onUndone });
  const macros = useMacros(detail, keeper, 'reply');
  const recipients: Recipients = { to: written.to ?? usual.to, cc: written.cc ?? usual.cc, bcc: written.bcc ?? [] };
  const minutesLeft = useReplyWindow(channel, heardAt(detail, channel, recipients.to));
  const quotable = useQuoted(ticket.id);
  const quoted = channel?.capabilities.quotes && isOwnWay ? quotable : undefined;
  const shops = useShops();
  const missing = whatIsMissing({
    written,
    ...files.state,
    reply: { recipients, channel, status: ticket.status, windowClosed: minutesLeft === 0 },
  });
  const { tried, attempt } = useWhenReady(missing, (thenStatus: ThenStatus) => {
    send(detail, keeper, { kind: 'reply', recipients, thenStatus, quoted, ...(isOwnWay ? {} : { way: channel }) });
    endQuote(ticket.id);
    onSent();
  });
  const chooseWay = ({ account }: Way) =>
    keeper.change({
      channelAccountId: account.id === ticket.channelAccountId ? undefined : account.id,
      to: undefined,
      cc: undefined,
      bcc: undefined,
    });
  const [held, setHeld] = useState<{ readonly thenStatus: ThenStatus; readonly html: string }>();
  const trySend = (chosen?: ThenStatus) => {
    const { html, changes } = keeper.now().written;
    const thenStatus = chosen ?? changes?.status ?? 'pending';
    // Asked once for these words: an agent may know better.
    if (asksForPatienceOnly(channel, html) && held?.html !== html) setHeld({ thenStatus, html });
    else attempt(thenStatus);
  };
  const warned = held && held.html === keeper.now().written.html ? held : undefined;
  // What can be put right at once is said at once; that nothing was written yet, only when it is tried.
  const said = missing && (tried || (missing.what !== 'words' && missing.what !== 'upload')) ? missing : undefined;
  const menu = way ? <WayMenu contact={detail.contact} ways={ways} chosen={way} onChoose={chooseWay} /> : null;
  if (channel?.capabilities.templates && minutesLeft === 0) {
    const shopName = shops.get(ticket.shopId)?.name ?? '';
    return <TemplateComposer {...{ detail, keeper, written, channel, recipients, shopName, tabs, ways: menu, asked, onSent, onUndone }} />;
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
      macros={macros}
      toCustomer
      plain={channel?.capabilities.richText === false}
      tabs={tabs}
      above={
        <>
          {quoted ? <QuotedLine message={quoted} /> : null}
          {channel && warned ? (
            <HoldWarning channel={channel} onSendAnyway={() => attempt(warned.thenStatus)} onWriteOn={() => setHeld(undefined)} />
          ) : (
            <ChannelRules channel={channel} />
          )}
          <UponSending changes={written.changes} onChange={(changes) => keeper.change({ changes })} />
        </>
      }
      way={
        <>
          <ReplyRecipients
            contact={detail.contact}
            channel={channel}
            recipients={recipients}
            onChange={(change) => keeper.change(change)}
          />
          {menu}
        </>
      }
      tools={signed ? <SignaturePreview ticket={ticket} /> : null}
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
