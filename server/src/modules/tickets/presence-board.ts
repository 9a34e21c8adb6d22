import type { Presence } from '@balie/shared/contracts/realtime.ts';
import { Injectable } from '@nestjs/common';

/** One tab that has a ticket open. Plain data: it also travels between server processes. */
export interface TabPresence {
  readonly socketId: string;
  readonly organisationId: string;
  readonly ticketId: string;
  readonly agentId: string;
  readonly state: Presence['state'];
  /** Milliseconds; without another sign of life the tab counts as gone then. */
  readonly expiresAt: number;
}

/** What changed for others: an agent counts once, however many tabs they have. */
export interface PresenceChange extends Presence {
  readonly organisationId: string;
}

/** Who is at which ticket now. In memory only: it is worth nothing a minute later. */
@Injectable()
export class PresenceBoard {
  private readonly tabs = new Map<string, TabPresence>();

  /** Colleagues who are at this ticket. */
  at(organisationId: string, ticketId: string): { agentId: string; state: 'viewing' | 'typing' }[] {
    const states = new Map<string, 'viewing' | 'typing'>();
    for (const tab of this.tabs.values()) {
      if (tab.ticketId !== ticketId || tab.organisationId !== organisationId || tab.state === 'gone') continue;
      if (states.get(tab.agentId) !== 'typing') states.set(tab.agentId, tab.state);
    }
    return [...states].map(([agentId, state]) => ({ agentId, state }));
  }

  /** Undefined: nothing changed for others. */
  put(tab: TabPresence): PresenceChange | undefined {
    return this.changing(tab, () => {
      if (tab.state === 'gone') this.tabs.delete(keyOf(tab));
      else this.tabs.set(keyOf(tab), tab);
    });
  }

  ofSocket(socketId: string): TabPresence[] {
    return [...this.tabs.values()].filter((tab) => tab.socketId === socketId);
  }

  expired(now: number): TabPresence[] {
    return [...this.tabs.values()].filter((tab) => tab.expiresAt <= now);
  }

  private changing(tab: TabPresence, change: () => void): PresenceChange | undefined {
    const before = this.stateOf(tab);
    change();
    const state = this.stateOf(tab);
    const { organisationId, ticketId, agentId } = tab;
    return state === before ? undefined : { organisationId, ticketId, agentId, state };
  }

  private stateOf({ organisationId, ticketId, agentId }: TabPresence): Presence['state'] {
    return this.at(organisationId, ticketId).find((present) => present.agentId === agentId)?.state ?? 'gone';
  }
}

function keyOf({ socketId, ticketId }: TabPresence): string {
  return `${socketId} ${ticketId}`;
}
