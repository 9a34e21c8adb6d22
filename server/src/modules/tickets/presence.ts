import { id } from '@balie/shared/contracts/common.ts';
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../platform/clock/clock.ts';
import { type BalieSocket, Realtime } from '../../platform/realtime/realtime.ts';
import { PresenceBoard, type TabPresence } from './presence-board.ts';
import { WritingAgents } from './writing-agents.ts';

const EXPIRES_AFTER_MS = 45_000;
const SWEEP_MS = 5_000;
/** More than anybody opens at once in one tab. */
const MAX_TICKETS_PER_TAB = 10;
const RELAY = 'presence';

const report = z.object({ ticketId: id, state: z.enum(['viewing', 'typing', 'gone']), answers: z.boolean().default(false) });

/**
 * Hears from the tabs what they are at and tells the organisation. Each process keeps the whole board: a report is
 * relayed to the others, and a process that is new knows everything once the tabs have repeated themselves.
 */
@Injectable()
export class PresenceDesk implements OnModuleInit, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly realtime: Realtime,
    private readonly board: PresenceBoard,
    private readonly clock: Clock,
    private readonly writers: WritingAgents,
  ) {}

  onModuleInit(): void {
    this.realtime.onConnect((socket) => this.follow(socket));
    this.realtime.onRelay(RELAY, (tab) => void this.board.put(tab as TabPresence));
    this.timer = setInterval(() => this.sweep(), SWEEP_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Tabs that gave no sign of life, here or at a process that is gone, have left. */
  sweep(): void {
    for (const tab of this.board.expired(this.clock.now().getTime())) this.tell({ ...tab, state: 'gone' });
  }

  private follow(socket: BalieSocket): void {
    socket.on('presence', (event) => {
      const parsed = report.safeParse(event);
      if (parsed.success) this.hear(socket, parsed.data);
    });
    socket.on('disconnect', () => {
      for (const tab of this.board.ofSocket(socket.id)) {
        const { organisationId, ticketId, agentId } = tab;
        this.writers.tell({ organisationId, ticketId, agentId, writing: false });
        this.share({ ...tab, state: 'gone' });
      }
    });
  }

  private hear(socket: BalieSocket, { ticketId, state, answers }: z.infer<typeof report>): void {
    const { organisationId, agentId } = socket.data.principal;
    this.writers.tell({ organisationId, ticketId, agentId, writing: state === 'typing' && answers });
    const others = this.board.ofSocket(socket.id).filter((tab) => tab.ticketId !== ticketId);
    for (const tab of others.slice(0, Math.max(0, others.length + 1 - MAX_TICKETS_PER_TAB))) this.share({ ...tab, state: 'gone' });
    const expiresAt = this.clock.now().getTime() + EXPIRES_AFTER_MS;
    this.share({ socketId: socket.id, organisationId, agentId, ticketId, state, expiresAt });
  }

  private share(tab: TabPresence): void {
    this.realtime.relay(RELAY, tab);
    this.tell(tab);
  }

  private tell(tab: TabPresence): void {
    const change = this.board.put(tab);
    if (!change) return;
    const { organisationId, ...presence } = change;
    this.realtime.toOrganisation(organisationId, 'presence', presence);
  }
}
