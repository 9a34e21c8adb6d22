import type { RefObject } from 'preact';
import { fill } from '../lib/language.ts';
import { ChatIcon } from './icons.tsx';
import { useChatState, useWidget } from './widget-context.ts';

const MOST_SHOWN = 9;

export function Launcher({ button }: { button: RefObject<HTMLButtonElement | null> }) {
  const { chat, texts } = useWidget();
  const { unread, config } = useChatState();
  const { open, openUnread, openUnread_one } = texts.launcher;
  const label = fill(unread === 0 ? open : unread === 1 ? openUnread_one : openUnread, { shop: config.shopName, count: unread });
  return (
    <button ref={button} type="button" class="launcher" aria-label={label} aria-haspopup="dialog" onClick={() => chat.setOpen(true)}>
      <ChatIcon />
      {unread > 0 && (
        <span class="badge" aria-hidden="true">
          {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
        </span>
      )}
    </button>
  );
}
