import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MailInTicket } from '../../modules/tickets/public.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { JobRunner } from '../../platform/queue/job-runner.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import type { ChannelAccountForAdapter } from '../core/channel-adapter.ts';
import { mailAccountOf } from './mail-account.ts';
import { mailUnseenAnswers, UnseenAnswers, type Watched } from './unseen-answers.ts';
import { unseenMail } from './unseen-mail.ts';
import type { VisitorRow } from './visitor-row.ts';
import { Visitors } from './visitors.ts';

/** Of what the visitor wrote: the answer is what the mail is for. */
const MOST_ASKED = 2_000;

interface Unseen {
  readonly id: string;
  readonly authorName: string;
  readonly text: string;
}

/** What a visitor who left has not seen goes on by mail: all of it in one mail, once. An answer to it comes back into the ticket. */
@Injectable()
export class UnseenMailWorker implements OnModuleInit {
  constructor(
    private readonly runner: JobRunner,
    private readonly unitOfWork: UnitOfWork,
    private readonly visitors: Visitors,
    private readonly accounts: ChannelAccounts,
    private readonly unseen: UnseenAnswers,
    private readonly mail: MailInTicket,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.runner.handle(mailUnseenAnswers, (watched) => this.look(watched));
  }

  /** Runs in the scope of the organisation. */
  async look(watched: Watched): Promise<void> {
    const accountId = await this.unitOfWork.read(async (tx) => (await this.visitors.find(tx, watched.visitorId))?.channelAccountId);
    const account = accountId === undefined ? undefined : await this.accounts.forAdapter(accountId, { evenRemoved: true });
    if (account) await this.unitOfWork.run((tx) => this.send(tx, account, watched));
  }

  private async send(tx: Tx, account: ChannelAccountForAdapter, watched: Watched): Promise<void> {
    const visitor = await this.visitors.lock(tx, watched.visitorId);
    if (!visitor || visitor.email === '' || visitor.blockedAt) return;
    const answers = await this.unseenOf(tx, watched);
    if (answers.length === 0) return;
    const now = this.clock.now();
    if (visitor.onlineUntil > now) return this.unseen.watch(tx, watched);
    const due = new Date(visitor.onlineUntil.getTime() + watched.afterMinutes * 60_000);
    if (due > now) return this.unseen.watch(tx, watched, visitor.onlineUntil);
    const sender = mailAccountOf(await this.accounts.list(tx), account.shopId);
    if (!sender) return;
    const { topic, asked } = await this.before(tx, visitor, watched.ticketId);
    const first = answers[0]?.id ?? '';
    await this.mail.queue(tx, {
      key: first,
      ticketId: watched.ticketId,
      channelAccountId: sender.id,
      to: { address: visitor.email, name: visitor.name },
      authorName: answers.at(-1)?.authorName || account.shopName,
      filesOf: answers.map(({ id }) => id),
      ...unseenMail({ language: visitor.language, shopName: account.shopName, visitorName: visitor.name, topic, asked, answers }),
    });
    await tx.query('update chat_messages set mailed_at = $3 where organisation_id = $1 and id = any($2::uuid[])', [
      tx.organisationId,
      answers.map(({ id }) => id),
      now,
    ]);
  }

  private unseenOf(tx: Tx, { visitorId, ticketId }: Watched): Promise<Unseen[]> {
    return tx.query<Unseen>(
      `select id, coalesce(author_name, '') as "authorName", text from chat_messages
        where organisation_id = $1 and visitor_id = $2 and ticket_id = $3 and side = 'shop' and state <> 'read' and mailed_at is null order by seq`,
      [tx.organisationId, visitorId, ticketId],
    );
  }

  private async before(tx: Tx, { id }: VisitorRow, ticketId: string): Promise<{ topic: string; asked: string }> {
    const [row] = await tx.query<{ topic: string; asked: string | null }>(
      `select t.subject as topic, (select c.text from chat_messages c where c.visitor_id = $3 and c.side = 'visitor' order by c.seq desc limit 1) as asked
         from tickets t where t.organisation_id = $1 and t.id = $2`,
      [tx.organisationId, ticketId, id],
    );
    return { topic: row?.topic ?? '', asked: (row?.asked ?? '').slice(0, MOST_ASKED) };
  }
}
