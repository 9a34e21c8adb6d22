import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Logger } from 'pino';
import { Colleagues, pictureAddress } from '../../modules/agents/public.ts';
import { type WritingAgent, WritingAgents } from '../../modules/tickets/public.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Log } from '../../platform/logging/log.ts';
import { ChatWire } from './chat-wire.ts';
import { VisitorsOfTickets } from './visitors-of-tickets.ts';

/** A colleague who is silent for so long does not write any more: their console tells of every pause. */
const ENDS_AFTER_MS = 25_000;

interface Writing {
  readonly visitorId: Promise<string | undefined>;
  timer: NodeJS.Timeout;
}

/** Shows visitors that a colleague writes to them. */
@Injectable()
export class AgentsTyping implements OnModuleInit {
  /** By ticket and colleague. */
  private readonly writing = new Map<string, Writing>();
  private readonly log: Logger;

  constructor(
    private readonly agents: WritingAgents,
    private readonly colleagues: Colleagues,
    private readonly ofTickets: VisitorsOfTickets,
    private readonly unitOfWork: UnitOfWork,
    private readonly wire: ChatWire,
    log: Log,
  ) {
    this.log = log.named('chat');
  }

  onModuleInit(): void {
    this.agents.onWriting((agent) => {
      inOrganisation(agent.organisationId, () => this.hear(agent)).catch((error: unknown) =>
        this.log.warn({ err: error }, 'A visitor could not be told that somebody writes'),
      );
    });
  }

  private async hear(agent: WritingAgent): Promise<void> {
    const key = `${agent.ticketId} ${agent.agentId}`;
    const known = this.writing.get(key);
    if (!agent.writing) return known && this.end(key, known);
    if (known) {
      known.timer.refresh();
      return;
    }
    const found = this.unitOfWork.run(async (tx) => ({
      visitorId: await this.ofTickets.find(tx, agent.ticketId),
      colleague: await this.colleagues.find(tx, agent.agentId),
    }));
    const writing: Writing = {
      visitorId: found.then(({ visitorId }) => visitorId),
      timer: setTimeout(() => void this.end(key, writing), ENDS_AFTER_MS).unref(),
    };
    writing.visitorId.catch(() => this.writing.delete(key));
    this.writing.set(key, writing);
    const { visitorId, colleague } = await found;
    // They may have stopped meanwhile.
    if (visitorId === undefined || this.writing.get(key) !== writing) return;
    this.wire.toVisitor(visitorId, 'typing', { name: colleague?.name ?? '', picture: pictureAddress(colleague?.pictureId ?? null) });
  }

  private async end(key: string, writing: Writing): Promise<void> {
    clearTimeout(writing.timer);
    if (this.writing.get(key) === writing) this.writing.delete(key);
    const visitorId = await writing.visitorId.catch(() => undefined);
    if (visitorId !== undefined) this.wire.toVisitor(visitorId, 'typing', null);
  }
}
