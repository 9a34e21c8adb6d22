import type { MailAddress } from '@balie/shared/contracts/common.ts';
import { VisuallyHidden } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ContactPanel } from '../features/contact-panel/contact-panel.tsx';
import { Conversation } from '../features/conversation/conversation.tsx';
import { openNewTicket } from '../features/new-ticket/new-ticket-state.ts';
import { useChangeTickets } from '../features/ticket-actions/use-change-tickets.ts';
import { useSelection } from '../features/ticket-list/use-selection.ts';
import { useTicketList } from '../features/ticket-list/use-ticket-list.ts';
import { VisitorTyping } from '../features/visitor/visitor-typing.tsx';
import { useMe } from '../lib/me.ts';
import { type TicketActions, TicketActionsProvider } from '../lib/tickets/ticket-actions.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { SideSheet } from '../ui/side-sheet.tsx';
import { useAfterPaint } from '../ui/use-after-paint.ts';
import { ConversationTools, WayBack } from './conversation-tools.tsx';
import styles from './inbox.module.css';
import { InboxColumn } from './inbox-column.tsx';
import { Composer } from './lazy-composer.tsx';
import { NothingOpen } from './nothing-open.tsx';
import { TicketRulesSheet } from './ticket-rules-sheet.tsx';
import { useInboxAddress } from './use-inbox-address.ts';
import { useInboxKeys } from './use-inbox-keys.ts';
import { useNeighbours } from './use-neighbours.ts';
import { useOpenTicket } from './use-open-ticket.ts';
import { useViewTitle } from './use-view-title.ts';

// Beside the conversation, and needed after it: no part of the first load.
const OrdersPanel = lazy(async () => ({ default: (await import('../features/orders/orders-panel.tsx')).OrdersPanel }));
const TicketPromises = lazy(async () => ({ default: (await import('../features/conversation/ticket-promises.tsx')).TicketPromises }));
const VisitorPanel = lazy(async () => ({ default: (await import('../features/visitor/visitor-panel.tsx')).VisitorPanel }));

/** A list, the conversation that is open, and who it is with. */
export function Inbox() {
  const { t } = useTranslation('inbox');
  const { preferences } = useMe();
  const address = useInboxAddress();
  const list = useTicketList(address.list, address.q);
  const selection = useSelection(list.key, list.entries);
  const ticket = useOpenTicket(address.ticket);
  const neighbours = useNeighbours(list.entries, ticket.id);
  const [panel, panelIs] = useDisclosure(false);
  /** The ticket of which is shown what rules did to it. */
  const [explained, explain] = useState<string>();
  const narrow = useMediaQuery('(max-width: 899px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const wide = useMediaQuery('(min-width: 1200px)', undefined, { getInitialValueInEffect: false }) ?? true;

  const open = (row: { number: number }) => address.go({ ticket: row.number });
  const goOn = () => {
    if (preferences.afterSend !== 'next') return;
    const following = neighbours.next ?? neighbours.previous;
    address.go({ ticket: following?.number });
  };
  const change = useChangeTickets();
  const actions: TicketActions = {
    open: (row, options) => address.go({ ticket: row.number }, options),
    change(ids, changes) {
      const leaves = changes.snoozedUntil !== undefined || ['solved', 'closed', 'spam'].includes(changes.status ?? '');
      change(ids, changes);
      if (leaves && ticket.id && ids.length === 1 && ids[0] === ticket.id) goOn();
    },
    explainRules: () => explain(ticket.id),
  };
  useInboxKeys({ address, neighbours, openId: ticket.id, selection, open });

  const isOpen = address.ticket !== undefined;
  const showList = !narrow || !isOpen;
  const title = useViewTitle(address.view);
  const back = narrow ? <WayBack onBack={() => address.go({ ticket: undefined })} /> : undefined;
  const stable = useStable(actions);
  // After the conversation, which is read first.
  const contactOf = useAfterPaint(ticket.id);
  const beside = useMemo(
    () =>
      contactOf ? (
        <Suspense fallback={null}>
          <VisitorPanel ticketId={contactOf} />
          <OrdersPanel ticketId={contactOf} />
          <TicketPromises ticketId={contactOf} />
        </Suspense>
      ) : null,
    [contactOf],
  );
  const contact = contactOf ? (
    <ContactPanel ticketId={contactOf} onOpenTicket={stable.open} onWrite={writeTo}>
      {beside}
    </ContactPanel>
  ) : null;
  return (
    <TicketActionsProvider value={stable}>
      <div className={styles.inbox} data-narrow={narrow || undefined}>
        {showList ? null : <VisuallyHidden component="h1">{title}</VisuallyHidden>}
        {showList ? <InboxColumn address={address} list={list} selection={selection} openId={ticket.id} onOpen={open} /> : null}
        {isOpen && ticket.id ? (
          <Conversation
            ticketId={ticket.id}
            withKeys={selection.ids.size === 0}
            before={back}
            after={<ConversationTools neighbours={neighbours} onOpen={open} onContact={wide ? undefined : panelIs.open} />}
            composer={
              <>
                <VisitorTyping ticketId={ticket.id} />
                <Composer ticketId={ticket.id} onSent={goOn} onUndone={open} />
              </>
            }
          />
        ) : null}
        {isOpen && !ticket.id && ticket.error ? (
          <div className={styles.missing}>
            {back}
            <ErrorState error={ticket.error} title={t('ticketMissing', { number: address.ticket })} onRetry={ticket.retry} />
          </div>
        ) : null}
        {!isOpen && !narrow ? <NothingOpen /> : null}
        {isOpen && wide && contact ? (
          <aside className={styles.panel} aria-label={t('customer')}>
            {contact}
          </aside>
        ) : null}
        {isOpen && ticket.id ? (
          <TicketRulesSheet
            ticketId={ticket.id}
            opened={explained === ticket.id}
            onToggle={(opened) => explain(opened ? ticket.id : undefined)}
          />
        ) : null}
        <SideSheet opened={panel && !wide && isOpen} onClose={panelIs.close} position="right" size={340} label={t('customer')}>
          {contact}
        </SideSheet>
      </div>
    </TicketActionsProvider>
  );
}

const writeTo = (to: MailAddress, channelAccountId: string) => openNewTicket([to], channelAccountId);

/** The same object for as long as the screen stands, which always does what was meant last. */
function useStable(actions: TicketActions): TicketActions {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  return useMemo(
    () => ({
      change: (ids, changes) => latest.current.change(ids, changes),
      open: (ticket, options) => latest.current.open(ticket, options),
      explainRules: () => latest.current.explainRules?.(),
    }),
    [],
  );
}
