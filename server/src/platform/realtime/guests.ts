import type { Namespace, Server } from 'socket.io';
import type { Link } from './redis-link.ts';

/**
 * Sockets of people who are not signed in, in a namespace of their own: whoever owns it decides who may connect. What is
 * told reaches the sockets of this process at once, and those of the others through Redis.
 */
export class Guests {
  constructor(
    readonly namespace: Namespace,
    private readonly link: () => Link | undefined,
    /** Room of all sockets of this process; who is let in has to join it. */
    readonly here: string,
  ) {}

  /** @param except id of a socket of this process that knows already */
  tell(room: string, event: string, data: unknown, except?: string): void {
    const local = this.namespace.local.to(room);
    (except === undefined ? local : local.except(except)).emit(event, data);
    if (this.link()?.isUp) this.namespace.to(room).except(this.here).emit(event, data);
  }

  /** Only who is connected to this process. */
  tellHere(room: string, event: string, data: unknown): void {
    this.namespace.local.to(room).emit(event, data);
  }

  /** Ends the connections, on every process. */
  disconnect(room: string): void {
    this.namespace.local.in(room).disconnectSockets(true);
    if (this.link()?.isUp) this.namespace.in(room).disconnectSockets(true);
  }

  /** Is anybody of this process in the room? */
  isHere(room: string): boolean {
    return this.namespace.adapter.rooms.has(room);
  }
}

/** @param server any kind: what travels in the namespace is for its owner to say */
export function openGuests(server: Pick<Server, 'of'>, name: string, link: () => Link | undefined, here: string): Guests {
  return new Guests(server.of(name) as Namespace, link, here);
}
