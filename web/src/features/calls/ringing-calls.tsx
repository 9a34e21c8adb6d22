import type { RingingCall } from '@balie/shared/contracts/ringing-calls.ts';
import { ActionIcon, Button, UnstyledButton } from '@mantine/core';
import { IconPhoneIncoming, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readableNumber, useCallWords } from '../../lib/tickets/call-words.ts';
import { useShops } from '../../lib/tickets/names.ts';
import { StatusIcon } from '../../lib/tickets/status-icon.tsx';
import { useHotkey } from '../../ui/hotkeys/use-hotkey.ts';
import { Keys } from '../../ui/keys.tsx';
import styles from './ringing-calls.module.css';
import { useRingingCalls } from './ringing-calls.query.ts';

const KEY = 'b';

interface RingingCallsProps {
  readonly onOpen: (ticketNumber: number) => void;
}

/** Who is calling now, over every screen, until somebody answers or the caller gives up. */
export function RingingCalls({ onOpen }: RingingCallsProps) {
  const { t } = useTranslation('calls');
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const calls = useRingingCalls().filter(({ id }) => !closed.has(id));
  const close = (id: string) => setClosed((before) => new Set([...before, id]));
  const open = (call: RingingCall | undefined, number = call?.ticket?.number) => {
    if (!call || number === undefined) return;
    onOpen(number);
    close(call.id);
  };
  useHotkey({ keys: KEY, label: t('open'), group: t('group'), when: calls.length > 0, run: () => open(calls[0]) });
  return (
    <div className={styles.place} role="status" aria-label={t('group')}>
      {calls.map((call, index) => (
        <Card key={call.id} call={call} isFirst={index === 0} onOpen={(number) => open(call, number)} onClose={() => close(call.id)} />
      ))}
    </div>
  );
}

interface CardProps {
  readonly call: RingingCall;
  readonly isFirst: boolean;
  readonly onOpen: (ticketNumber?: number) => void;
  readonly onClose: () => void;
}

function Card({ call, isFirst, onOpen, onClose }: CardProps) {
  const { t } = useTranslation('calls');
  const shops = useShops();
  const words = useCallWords();
  const number = call.number ? readableNumber(call.number) : t('withheld');
  // A caller nobody knows is called like their number.
  const isKnown = call.number !== null && call.contact !== null && !call.contact.name.startsWith('+');
  const facts = [isKnown ? number : undefined, shops.size > 1 ? t('for', { shop: shops.get(call.shopId)?.name }) : undefined].filter(
    Boolean,
  );
  return (
    <section className={styles.card} aria-label={t('rings', { who: isKnown ? call.contact?.name : number })}>
      <header className={styles.header}>
        <span className={styles.icon}>
          <IconPhoneIncoming size={18} stroke={1.75} aria-hidden />
        </span>
        <div className={styles.who}>
          <span className={styles.rings}>{t('ringing')}</span>
          <strong className={styles.name}>{isKnown ? call.contact?.name : number}</strong>
          <span className={styles.facts}>
            {[...facts, isKnown ? undefined : call.number ? t('unknown') : undefined].filter(Boolean).join(' · ')}
          </span>
        </div>
        <ActionIcon variant="subtle" color="gray" aria-label={t('close')} onClick={onClose}>
          <IconX size={16} stroke={1.75} aria-hidden />
        </ActionIcon>
      </header>
      {call.open.length > 0 ? (
        <ul className={styles.tickets} aria-label={t('openTickets')}>
          {call.open.map((ticket) => (
            <li key={ticket.id}>
              <UnstyledButton className={styles.ticket} onClick={() => onOpen(ticket.number)}>
                <StatusIcon status={ticket.status} size={15} />
                <span className={styles.subject}>{words.call(ticket.preview) ?? (ticket.subject || t('tickets:noSubject'))}</span>
                <span className={styles.ticketNumber}>#{ticket.number}</span>
              </UnstyledButton>
            </li>
          ))}
          {call.openCount > call.open.length ? (
            <li className={styles.more}>{t('more', { count: call.openCount - call.open.length })}</li>
          ) : null}
        </ul>
      ) : null}
      {call.ticket ? (
        <Button
          fullWidth
          size="compact-md"
          onClick={() => onOpen()}
          rightSection={
            isFirst ? (
              <span className={styles.key}>
                <Keys keys={KEY} />
              </span>
            ) : null
          }
        >
          {t('open')}
        </Button>
      ) : null}
    </section>
  );
}
