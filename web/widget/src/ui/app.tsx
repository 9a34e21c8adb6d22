import { useEffect, useRef, useState } from 'preact/hooks';
import { newestOf } from '../chat/messages.ts';
import { fill } from '../lib/language.ts';
import { Launcher } from './launcher.tsx';
import { Panel } from './panel.tsx';
import { useChatState, useWidget } from './widget-context.ts';

/** The button, or the panel that it opens. */
export function App() {
  const state = useChatState();
  const { isOpen, blocked, config, identified, messages } = state;
  const wasOpen = useRef(isOpen);
  const launcher = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // Back to where the visitor came from.
    if (wasOpen.current && !isOpen) launcher.current?.focus({ preventScroll: true });
    wasOpen.current = isOpen;
  }, [isOpen]);
  const nothingToShow = messages.length === 0;
  if (nothingToShow && ((blocked && !isOpen) || (config.identityRequired && !identified))) return null;
  return (
    <>
      <Announcer />
      {isOpen ? <Panel /> : <Launcher button={launcher} />}
    </>
  );
}

/** Tells a screen reader what came, wherever the visitor is. What was there at first is not read out. */
function Announcer() {
  const { chat, texts } = useWidget();
  const { messages } = useChatState();
  const [words, setWords] = useState('');
  const newest = newestOf(messages, 'shop');
  const known = useRef<string | undefined>(undefined);
  useEffect(() => {
    const before = known.current;
    known.current = newest?.id ?? '';
    if (before === undefined || !newest || newest.id === before || newest.state === 'read') return;
    const name = newest.author?.name ?? chat.state.get().config.shopName;
    setWords(fill(texts.panel.newMessage, { name, text: newest.text || texts.panel.sentFile }));
  }, [newest?.id]);
  return (
    <p class="hidden" role="status">
      {words}
    </p>
  );
}
