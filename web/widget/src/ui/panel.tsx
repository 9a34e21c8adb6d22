import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { asksFirst } from '../chat/chat-state.ts';
import { fill } from '../lib/language.ts';
import { Composer } from './composer.tsx';
import { Conversation } from './conversation.tsx';
import { FirstForm } from './first-form.tsx';
import { Header } from './header.tsx';
import { keepFocusInside, useIsPhone, useVisibleHeight } from './phone.ts';
import { useChatState, useWidget } from './widget-context.ts';

/** Beside the page on a large screen, instead of it on a phone. */
export function Panel() {
  const { chat, draft, texts, root } = useWidget();
  const state = useChatState();
  const panel = useRef<HTMLElement>(null);
  const isPhone = useIsPhone();
  const [isDropTarget, setDropTarget] = useState(false);
  const asks = asksFirst(state);
  useVisibleHeight(panel, isPhone);
  useLayoutEffect(() => {
    // On a phone the keyboard would jump up over what there is to read.
    const first = isPhone ? null : panel.current?.querySelector<HTMLElement>('.first :is(input, textarea), .composer textarea');
    (first ?? panel.current)?.focus({ preventScroll: true });
  }, []);
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') && !asks;
  return (
    <section
      ref={panel}
      class="panel"
      role="dialog"
      tabIndex={-1}
      aria-modal={isPhone}
      aria-label={fill(texts.panel.label, { shop: state.config.shopName })}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.isComposing) chat.setOpen(false);
        if (isPhone && panel.current) keepFocusInside(panel.current, root, event);
      }}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setDropTarget(true);
      }}
      onDragLeave={(event) => {
        if (!panel.current?.contains(event.relatedTarget as Node | null)) setDropTarget(false);
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setDropTarget(false);
        draft.add(event.dataTransfer?.files ?? []);
      }}
    >
      <Header />
      {state.line === 'down' && (
        <p class="bar" role="status">
          {texts.panel.offline}
        </p>
      )}
      {state.blocked ? (
        <p class="blocked">{texts.panel.blocked}</p>
      ) : (
        <>
          <Conversation />
          {asks ? <FirstForm /> : <Composer />}
        </>
      )}
      {isDropTarget && <p class="drop">{texts.composer.dropHere}</p>}
    </section>
  );
}
