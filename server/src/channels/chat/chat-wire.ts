import type { ChatServerEvents } from '@balie/shared/contracts/chat.ts';
import { Injectable } from '@nestjs/common';
import type { Guests } from '../../platform/realtime/guests.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';

export const NAMESPACE = '/chat';
const EVERYBODY = 'everybody';

/** The way to the visitors' widgets, on whichever process they are. */
@Injectable()
export class ChatWire {
  private opened: Guests | undefined;

  constructor(private readonly realtime: Realtime) {}

  get guests(): Guests {
    this.opened ??= this.realtime.guests(NAMESPACE, () => this.opened?.tell(EVERYBODY, 'sync.needed', null));
    return this.opened;
  }

  /** Rooms that a visitor's socket stands in. */
  roomsOf(visitorId: string, accountId: string): string[] {
    return [this.guests.here, EVERYBODY, visitorRoom(visitorId), accountRoom(accountId)];
  }

  /** @param except id of a socket of this process that knows already */
  toVisitor<E extends keyof ChatServerEvents>(
    visitorId: string,
    event: E,
    data: Parameters<ChatServerEvents[E]>[0],
    except?: string,
  ): void {
    this.guests.tell(visitorRoom(visitorId), event, data, except);
  }

  /** To the visitors of a chat who are connected to this process. */
  toChatHere<E extends keyof ChatServerEvents>(accountId: string, event: E, data: Parameters<ChatServerEvents[E]>[0]): void {
    this.guests.tellHere(accountRoom(accountId), event, data);
  }

  isChatHere(accountId: string): boolean {
    return this.guests.isHere(accountRoom(accountId));
  }

  disconnect(visitorId: string): void {
    this.guests.disconnect(visitorRoom(visitorId));
  }
}

const visitorRoom = (visitorId: string) => `visitor:${visitorId}`;
const accountRoom = (accountId: string) => `chat:${accountId}`;
