import type { TicketDetail, TicketRow } from '@balie/shared/contracts/tickets.ts';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, type RefObject, useEffectEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { useChannels } from '../../lib/tickets/names.ts';
import { useQuoteWishes } from '../../lib/tickets/quoting.ts';
import { ticketQuery } from '../../lib/tickets/ticket-queries.ts';
import { useHotkey } from '../../ui/hotkeys/use-hotkey.ts';
import styles from './composer.module.css';
import type { ComposerKind } from './composer-kind.ts';
import { NoteComposer } from './note-composer.tsx';
import { ReplyComposer } from './reply-composer.tsx';
import { Tabs } from './tabs.tsx';
import { useWays } from './ways.ts';
import type { Cursor } from './writing-area.tsx';

/** Where the cursor goes on that stood in the composer of a ticket when that went up in another. */
let carried: { readonly ticketId: string; readonly kind: ComposerKind } | undefined;

export interface ComposerProps {
  readonly ticketId: string;
  /** What was asked for before it stood here. */
  readonly wanted: ComposerKind | undefined;
  /** Stands in its place until the ticket is known. */
  readonly room: ReactNode;
  /** A reply is on its way: the next ticket may come. */
  readonly onSent: () => void;
  /** A reply was taken back while another ticket is on screen. */
  readonly onUndone: (ticket: TicketRow) => void;
}

/** Where the answer is written: a letter to the customer, or a note that only the team sees. */
export function Composer(props: ComposerProps) {
  const detail = useQuery(ticketQuery(props.ticketId)).data;
  return detail ? <Ready key={props.ticketId} {...props} detail={detail} /> : props.room;
}

function Ready({ detail, wanted, onSent, onUndone }: ComposerProps & { readonly detail: TicketDetail }) {
  const { t } = useTranslation('composer');
  const answers = useAllowed('tickets:reply');
  const channel = useChannels().get(detail.ticket.channelAccountId);
  const ways = useWays(detail);
  // A channel that was removed says itself that nothing can be sent.
  const mayReply = answers && (channel?.capabilities.reply !== false || ways.length > 0);
  const mayNote = useAllowed('tickets:note');
  const may = { reply: mayReply, note: mayNote };
  const early = wanted && may[wanted] ? wanted : undefined;
  const [chosen, setKind] = useState<ComposerKind>(
    () => early ?? (mayReply && channel?.capabilities.reply !== false && !onlyNote(detail) ? 'reply' : 'note'),
  );
  // What the channel can do is known a moment later sometimes.
  const kind = mayReply ? chosen : 'note';
  // Every step asks for the cursor; opening a ticket does not.
  const [asked, setAsked] = useState(early ? 1 : 0);
  const cursor = useRef<Cursor>({ answered: 0, lost: false });
  const write = (wanted: ComposerKind) => {
    setKind(wanted);
    setAsked((before) => before + 1);
  };
  const wishes = useQuoteWishes();
  const [granted, setGranted] = useState(wishes);
  if (wishes !== granted) {
    // A message was chosen to answer: the words are written here.
    setGranted(wishes);
    if (mayReply) write('reply');
  }
  const section = useCarriedCursor(detail.ticket, kind, write);
  useHotkey({ keys: 'r', label: t('reply'), group: t('group'), when: mayReply, run: () => write('reply') });
  useHotkey({ keys: 'n', label: t('note'), group: t('group'), when: mayNote, run: () => write('note') });
  if (!mayReply && !mayNote) return null;
  const tabs = <Tabs kind={kind} mayReply={mayReply} onKind={write} />;
  const shared = { detail, tabs, asked, cursor };
  return (
    <section ref={section} className={styles.composer} data-kind={kind} aria-label={t(kind)}>
      {kind === 'reply' ? <ReplyComposer {...shared} onSent={onSent} onUndone={onUndone} /> : <NoteComposer {...shared} />}
    </section>
  );
}

/** Who was writing when the ticket went up in another goes on writing there. @returns for the place of the text */
function useCarriedCursor(
  { id, mergedIntoId }: TicketRow,
  kind: ComposerKind,
  write: (kind: ComposerKind) => void,
): RefObject<HTMLElement | null> {
  const place = useRef<HTMLElement>(null);
  const writeOn = useEffectEvent(write);
  useLayoutEffect(() => {
    if (carried?.ticketId === id) writeOn(carried.kind);
    carried = undefined;
  }, [id]);
  useLayoutEffect(() => {
    const here = place.current;
    return () => {
      if (mergedIntoId && here?.contains(document.activeElement)) carried = { ticketId: mergedIntoId, kind };
    };
  }, [mergedIntoId, kind]);
  return place;
}

/** A note was begun, and no reply. */
function onlyNote({ drafts }: TicketDetail): boolean {
  return drafts.some(({ kind }) => kind === 'note') && !drafts.some(({ kind }) => kind === 'reply');
}
