import { useEffect, useRef } from 'preact/hooks';
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
  const { texts } = useWidget();
  const { arrived, config } = useChatState();
  const name = arrived?.author?.name ?? config.shopName;
  return (
    <p class="hidden" role="status">
      {arrived && fill(texts.panel.newMessage, { name, text: arrived.text || texts.panel.sentFile })}
    </p>
  );
}
