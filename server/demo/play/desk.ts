import { setTimeout as delay } from 'node:timers/promises';
import { v7 as newId } from 'uuid';
import { AddNote } from '../../src/modules/tickets/add-note.service.ts';
import { Attachments } from '../../src/modules/tickets/attachments.service.ts';
import { MarkRead } from '../../src/modules/tickets/mark-read.service.ts';
import { ReplyToTicket } from '../../src/modules/tickets/reply-to-ticket.service.ts';
import { UpdateTicket } from '../../src/modules/tickets/update-ticket.service.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import type { DemoHouse, Services } from '../house/found-house.ts';
import { contentsOf } from '../mail/files.ts';
import { escaped } from '../mail/html-mail.ts';
import type { DemoFile, Step, Story } from '../stories/story.ts';

type AgentStep = Exclude<Step, { kind: 'mail' }>;
const NO_TAB = 'demo';
const PATIENCE_MS = 120_000;

/** What the colleagues do, by the services behind the console's buttons. */
export class Desk {
  constructor(
    private readonly services: Services,
    private readonly house: DemoHouse,
  ) {}

  async act(story: Story, ticketId: string, step: AgentStep): Promise<void> {
    const agentId = this.agent(step.agent);
    await this.services(MarkRead).ticket(ticketId, agentId);
    if (step.kind === 'update') return this.update(ticketId, agentId, step.changes);
    const html = step.text
      .split('\n\n')
      .map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br>')}</p>`)
      .join('');
    if (step.kind === 'note') {
      const mentionIds = step.mention === null ? [] : [this.agent(step.mention)];
      await this.services(AddNote).execute(ticketId, agentId, { idempotencyKey: newId(), html, mentionIds, attachmentIds: [] }, NO_TAB);
      return;
    }
    const attachmentIds = await this.upload(agentId, step.files);
    const { name, address } = story.customer;
    const request = { idempotencyKey: newId(), html, to: [{ address, name }], cc: [], bcc: [], attachmentIds, thenStatus: step.thenStatus };
    await this.services(ReplyToTicket).execute(ticketId, agentId, request, NO_TAB);
  }

  /** Who leads the shop keeps an eye on everything. */
  async look(ticketId: string, agent: number): Promise<void> {
    await this.services(MarkRead).ticket(ticketId, this.agent(agent));
  }

  /** Resolves once every answer has left or failed for good. */
  async allDelivered(): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const [row] = await this.services(UnitOfWork).run((tx) =>
        tx.query<{ waiting: number }>(
          `select count(*)::int as waiting from messages where organisation_id = $1 and delivery_state in ('queued', 'sending')`,
          [tx.organisationId],
        ),
      );
      if (row?.waiting === 0) return;
      if (Date.now() > deadline) throw new Error(`${row?.waiting} answers did not leave within two minutes`);
      await delay(25);
    }
  }

  private async update(ticketId: string, agentId: string, changes: Extract<Step, { kind: 'update' }>['changes']): Promise<void> {
    const { assignee, team, tags, snoozedUntil, ...same } = changes;
    const teamId = team && this.house.teamIds.get(team);
    await this.services(UpdateTicket).execute(ticketId, agentId, {
      changes: {
        ...same,
        ...(assignee === undefined ? {} : { assigneeId: this.agent(assignee) }),
        ...(teamId ? { teamId } : {}),
        ...(tags ? { addTags: [...tags] } : {}),
        ...(snoozedUntil ? { snoozedUntil: snoozedUntil.toISOString() } : {}),
      },
      expected: {},
    });
  }

  private upload(agentId: string, files: readonly DemoFile[]): Promise<string[]> {
    return Promise.all(
      files.map(async (file) => (await this.services(Attachments).upload(agentId, { ...contentsOf(file), inline: false })).id),
    );
  }

  private agent(at: number): string {
    const id = this.house.agentIds[at];
    if (!id) throw new Error(`The demo has no agent ${at}`);
    return id;
  }
}
