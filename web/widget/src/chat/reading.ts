import type { Store } from '../lib/store.ts';
import type { ChatState } from './chat-state.ts';
import { newestOf, unreadOf, withState } from './messages.ts';
import type { Session } from './session.ts';

/** Messages are read when they stand in an open panel in a tab that can be seen. */
export class Reading {
  constructor(
    private readonly state: Store<ChatState>,
    private readonly session: Session,
    private readonly told: (upTo: string) => void,
  ) {
    document.addEventListener('visibilitychange', () => this.look());
  }

  look(): void {
    const { isOpen, messages, unread } = this.state.get();
    const newest = newestOf(messages, 'shop');
    if (!isOpen || document.visibilityState !== 'visible' || !newest || (unread === 0 && unreadOf(messages).length === 0)) return;
    if (!this.session.line.isUp) return;
    this.session.line.tell('read', { messageId: newest.id });
    this.state.set({ messages: withState(messages, newest.id, 'read'), unread: 0 });
    this.told(newest.id);
  }
}
