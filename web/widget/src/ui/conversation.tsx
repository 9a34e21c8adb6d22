import { Fragment } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { groupsOf } from '../chat/grouping.ts';
import { fill } from '../lib/language.ts';
import { Face } from './face.tsx';
import { DownIcon } from './icons.tsx';
import { LeaveAddress } from './leave-address.tsx';
import { MessageGroup } from './message-group.tsx';
import { useScrolling } from './scrolling.ts';
import { dayWords } from './time-words.ts';
import { useChatState, useWidget } from './widget-context.ts';

export function Conversation() {
  const { chat, texts, language } = useWidget();
  const { messages, outgoing, newFrom, typing, olderCursor, config, availability, slowedSeconds } = useChatState();
  const groups = useMemo(() => groupsOf(messages, outgoing, newFrom), [messages, outgoing, newFrom]);
  const scroller = useRef<HTMLDivElement>(null);
  const { isAtEnd, hasNew, onScroll, toEnd } = useScrolling(scroller, groups, typing !== null, chat);
  const greeting = config.greeting || (availability.open ? texts.panel.greeting : texts.panel.greetingClosed);
  return (
    <div class="middle">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: What scrolls has to be scrolled by keyboard, too. */}
      <div class="scroller" ref={scroller} onScroll={onScroll} tabIndex={0} role="log" aria-live="off" aria-label={texts.messages.list}>
        {olderCursor ? <p class="faint">{texts.messages.older}</p> : <p class="bubble greeting">{greeting}</p>}
        {groups.map((group) => (
          <Fragment key={group.key}>
            {group.startsDay && <p class="faint day">{dayWords(group.messages[0]?.at ?? 0, Date.now(), language, texts)}</p>}
            {group.startsNew && <p class="new">{texts.messages.new}</p>}
            <MessageGroup group={group} isLast={group === groups.at(-1)} />
          </Fragment>
        ))}
        {slowedSeconds > 0 && outgoing.length > 0 && <p class="faint">{fill(texts.problem.rate_limited, { seconds: slowedSeconds })}</p>}
        <LeaveAddress />
        {typing && (
          <div class="typing">
            <Face face={typing} />
            <p>{fill(texts.messages.typing, { name: typing.name })}</p>
            <i aria-hidden="true">
              <b />
              <b />
              <b />
            </i>
          </div>
        )}
      </div>
      {!isAtEnd && (
        <button type="button" class={hasNew ? 'pill' : 'pill round'} aria-label={hasNew ? undefined : texts.messages.toEnd} onClick={toEnd}>
          {hasNew && texts.messages.toNewest}
          <DownIcon />
        </button>
      )}
    </div>
  );
}
