import { useEffect } from 'react';
import { sendPresence } from '../realtime.ts';

const REPEAT_MS = 20_000;
const TYPING_MS = 4_000;
let here: string | undefined;
let typingUntil = 0;
/** It is an answer that is typed, no note. */
let answers = false;
let sent: string | undefined;
let quiet: ReturnType<typeof setTimeout> | undefined;

/** Tells colleagues that this tab looks at the ticket, while it is visible. */
export function useOwnPresence(ticketId: string | undefined): void {
  useEffect(() => {
    if (!ticketId) return;
    here = ticketId;
    typingUntil = 0;
    tell(true);
    const repeat = setInterval(() => tell(true), REPEAT_MS);
    const seen = () => tell(true);
    document.addEventListener('visibilitychange', seen);
    return () => {
      clearInterval(repeat);
      clearTimeout(quiet);
      document.removeEventListener('visibilitychange', seen);
      here = undefined;
      sent = undefined;
      sendPresence(ticketId, 'gone');
    };
  }, [ticketId]);
}

/** Called with every keystroke in the composer of the ticket on screen. */
export function reportTyping(ticketId: string, kind: 'reply' | 'note'): void {
  if (ticketId !== here) return;
  typingUntil = performance.now() + TYPING_MS;
  answers = kind === 'reply';
  clearTimeout(quiet);
  quiet = setTimeout(() => tell(false), TYPING_MS);
  tell(false);
}

function tell(again: boolean): void {
  if (!here) return;
  const state = document.hidden ? 'gone' : performance.now() < typingUntil ? 'typing' : 'viewing';
  const said = `${state} ${answers}`;
  if (!again && said === sent) return;
  sent = said;
  sendPresence(here, state, state === 'typing' && answers);
}
