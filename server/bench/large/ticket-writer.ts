import type pg from 'pg';
import { type SearchAddition, searchDocuments } from '../../src/modules/tickets/search-index.ts';
import { BulkTable } from './bulk-table.ts';
import type { House } from './house.ts';
import type { Random } from './random.ts';
import type { Customer, SeedMessage, SeedTicket } from './tickets.ts';

const iso = (at: number) => new Date(at).toISOString();

/** Writes seeded tickets with everything around them, the way intake and agents would have left them. */
export class TicketWriter {
  private readonly tables = new Map<string, BulkTable>();
  private documents: SearchAddition[] = [];

  constructor(
    private readonly client: pg.Client,
    private readonly random: Random,
    private readonly house: House,
    private readonly fileId: string,
  ) {}

  customer(customer: Customer, createdAt: number): void {
    const organisation_id = this.house.organisationId;
    this.into('contacts', {
      id: customer.id,
      organisation_id,
      name: customer.name,
      note: '',
      version: 1,
      created_at: iso(createdAt),
      updated_at: iso(createdAt),
    });
    this.into('contact_identities', {
      id: this.random.id(createdAt),
      organisation_id,
      contact_id: customer.id,
      kind: 'email',
      value: customer.address,
      created_at: iso(createdAt),
    });
  }

  ticket(ticket: SeedTicket): void {
    const organisation_id = this.house.organisationId;
    const last = ticket.messages.at(-1);
    const newest = ticket.messages.findLast((message) => message.direction !== 'note') ?? last;
    const lastAt = last?.at ?? ticket.createdAt;
    this.into('tickets', {
      id: ticket.id,
      organisation_id,
      number: ticket.number,
      shop_id: ticket.account.shopId,
      channel_account_id: ticket.account.id,
      channel_kind: 'email',
      contact_id: ticket.customer.id,
      subject: ticket.subject,
      status: ticket.status,
      priority: this.random.chance(0.1) ? 'high' : 'normal',
      assignee_id: ticket.assigneeId,
      team_id: ticket.teamId,
      tags: ticket.tags,
      reply_token: ticket.id.replaceAll('-', ''),
      preview: newest?.text.replace(/\s+/g, ' ').slice(0, 200) ?? '',
      last_direction: newest?.direction ?? 'inbound',
      last_message_at: iso(lastAt),
      last_inbound_at: iso(ticket.messages.findLast((message) => message.direction === 'inbound')?.at ?? ticket.createdAt),
      waiting_since: ticket.waitingSince === null ? null : iso(ticket.waitingSince),
      snoozed_until: ticket.status === 'snoozed' ? '2036-01-01T00:00:00Z' : null,
      has_failed_delivery: last?.delivery === 'failed',
      message_count: ticket.messages.length,
      version: ticket.messages.length,
      created_at: iso(ticket.createdAt),
      updated_at: iso(lastAt),
    });
    for (const name of ticket.tags) this.into('ticket_tags', { ticket_id: ticket.id, organisation_id, name });
    for (const type of ['created', 'assigned']) {
      const at = ticket.createdAt + (type === 'created' ? 0 : 60_000);
      this.into('activities', {
        id: this.random.id(at),
        organisation_id,
        ticket_id: ticket.id,
        type,
        agent_id: type === 'created' ? null : ticket.assigneeId,
        data: type === 'created' ? {} : { from: null, to: ticket.assigneeId },
        created_at: iso(at),
      });
    }
    for (const message of ticket.messages) this.message(ticket, message);
    if (this.random.chance(0.5)) {
      const agent_id = this.random.pick(this.house.agents).id;
      this.into('ticket_reads', {
        agent_id,
        ticket_id: ticket.id,
        organisation_id,
        read_at: iso(lastAt - this.random.between(-60, 60) * 60_000),
      });
    }
    this.documents.push({
      ticketId: ticket.id,
      organisationId: organisation_id,
      subject: ticket.subject,
      names: [ticket.customer.name, ticket.customer.address],
      recipients: [ticket.account.address],
      hasFiles: ticket.messages.some((message) => message.hasFile),
      number: ticket.number,
      text: ticket.messages.map((message) => message.text).join('\n'),
      lastMessageAt: new Date(lastAt),
    });
  }

  /** Writes what was given so far; more may be given meanwhile. */
  async flush(): Promise<void> {
    const { sql, parameters } = searchDocuments(this.documents);
    const isEmpty = this.documents.length === 0;
    this.documents = [];
    const statements = [...this.tables.values()].flatMap((table) => table.take() ?? []);
    for (const statement of [...statements, ...(isEmpty ? [] : [{ sql, parameters }])]) {
      await this.client.query(statement.sql, statement.parameters);
    }
  }

  private message(ticket: SeedTicket, message: SeedMessage): void {
    const organisation_id = this.house.organisationId;
    const { customer, account } = ticket;
    const inbound = message.direction === 'inbound';
    const ours = [{ address: account.address, name: '' }];
    const theirs = [{ address: customer.address, name: customer.name }];
    const agentName = this.house.agents.find((agent) => agent.id === message.agentId)?.name ?? '';
    const html = message.text
      .split('\n\n')
      .map((paragraph) => `<p>${paragraph.replace('\n', '<br>')}</p>`)
      .join('');
    const quoted = inbound && message.at > ticket.createdAt;
    this.into('messages', {
      id: message.id,
      organisation_id,
      ticket_id: ticket.id,
      channel_account_id: message.direction === 'note' ? null : account.id,
      channel_kind: message.direction === 'note' ? null : 'email',
      direction: message.direction,
      author_agent_id: message.agentId,
      author_contact_id: inbound ? customer.id : null,
      author_name: inbound ? customer.name : agentName,
      author_address: inbound ? customer.address : account.address,
      subject: ticket.subject,
      from_address: inbound ? theirs[0] : ours[0],
      to_addresses: message.direction === 'note' ? [] : inbound ? ours : theirs,
      cc_addresses: [],
      bcc_addresses: [],
      reply_recipients: inbound ? { to: theirs, cc: [] } : null,
      html,
      text: message.text,
      full_html: quoted ? `${html}<blockquote>${html}</blockquote>` : null,
      full_text: quoted ? `${message.text}\n> ${message.text}` : null,
      has_remote_images: false,
      mention_ids: [],
      external_id: message.direction === 'note' ? null : `${message.id}@balie-bench.example`,
      content_hash: message.direction === 'note' ? null : message.id,
      thread_references: [],
      delivery_state: message.delivery,
      attempts: message.direction === 'outbound' ? 1 : 0,
      delivery_reason: message.delivery === 'failed' ? '550 5.1.1 No such user' : null,
      created_at: iso(message.at),
    });
    if (!message.hasFile) return;
    this.into('attachments', {
      id: this.random.id(message.at),
      organisation_id,
      message_id: message.id,
      file_id: this.fileId,
      name: 'foto-van-de-schade.jpg',
      content_type: 'image/jpeg',
      size_bytes: 120_000,
      inline: false,
      position: 0,
      created_at: iso(message.at),
    });
  }

  private into(name: string, row: Readonly<Record<string, unknown>>): void {
    let table = this.tables.get(name);
    if (!table) {
      table = new BulkTable(name);
      this.tables.set(name, table);
    }
    table.add(row);
  }
}
