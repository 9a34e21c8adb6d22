import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Chat } from '../chat/chat.ts';
import type { Group } from '../chat/grouping.ts';

/** So near to the end counts as being there, pixels. */
const AT_END = 60;
/** So near to the top the next older ones are fetched. */
const NEAR_TOP = 150;

/** Stays at the end while one is there, and where one reads while one reads. */
export function useScrolling(area: RefObject<HTMLElement | null>, shown: readonly Group[], isTyping: boolean, chat: Chat) {
  const [isAtEnd, setAtEnd] = useState(true);
  const [hasNew, setHasNew] = useState(false);
  const stick = useRef(true);
  const loading = useRef(false);
  const before = useRef({ first: '', height: 0, count: 0 });
  const last = shown.at(-1)?.messages.at(-1);
  const count = shown.reduce((sum, group) => sum + group.messages.length, 0);

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    const first = shown[0]?.messages[0]?.key ?? '';
    const { first: firstBefore, height, count: countBefore } = before.current;
    const divider = countBefore === 0 ? element.querySelector<HTMLElement>('.new') : null;
    if (divider && element.scrollHeight - divider.offsetTop > element.clientHeight) element.scrollTop = divider.offsetTop - 12;
    else if (stick.current || (count > countBefore && last?.state === 'sending')) element.scrollTop = element.scrollHeight;
    // Older ones came in above what is being read.
    else if (firstBefore && first !== firstBefore) element.scrollTop += element.scrollHeight - height;
    else if (count > countBefore && last?.from === 'shop') setHasNew(true);
    before.current = { first, height: element.scrollHeight, count };
  }, [shown, isTyping]);

  useEffect(() => {
    const element = area.current;
    if (!element) return;
    // Pictures that arrive, the keyboard that rises, a composer that grows.
    const watch = new ResizeObserver(() => {
      if (stick.current) element.scrollTop = element.scrollHeight;
    });
    for (const part of [element, ...element.children]) watch.observe(part);
    return () => watch.disconnect();
  }, [count]);

  const onScroll = () => {
    const element = area.current;
    if (!element) return;
    stick.current = element.scrollHeight - element.scrollTop - element.clientHeight < AT_END;
    setAtEnd(stick.current);
    if (stick.current) setHasNew(false);
    if (element.scrollTop > NEAR_TOP || loading.current || !chat.state.get().olderCursor) return;
    loading.current = true;
    chat
      .loadOlder()
      .catch(() => undefined) // The next scrolling tries again.
      .finally(() => {
        loading.current = false;
      });
  };
  const toEnd = () => {
    stick.current = true;
    area.current?.scrollTo({ top: area.current.scrollHeight });
  };
  return { isAtEnd, hasNew, onScroll, toEnd };
}
