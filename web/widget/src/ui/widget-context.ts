import type { Locale } from '@balie/shared/contracts/common.ts';
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Chat } from '../chat/chat.ts';
import type { ChatState } from '../chat/chat-state.ts';
import type { Draft } from '../chat/draft.ts';
import type { Texts } from '../lib/language.ts';
import type { Store } from '../lib/store.ts';

export interface WidgetParts {
  readonly chat: Chat;
  readonly draft: Draft;
  readonly language: Locale;
  readonly texts: Texts;
  /** What everything is rendered into. */
  readonly root: HTMLElement;
}

export const Widget = createContext<WidgetParts>(undefined as never);
export const useWidget = (): WidgetParts => useContext(Widget);

export function useStore<State extends object>(store: Store<State>): State {
  const [state, setState] = useState(store.get());
  useEffect(() => {
    const hear = () => setState(store.get());
    hear();
    return store.watch(hear);
  }, [store]);
  return state;
}

export const useChatState = (): ChatState => useStore(useWidget().chat.state);
