import type { MessageTemplates as Templates } from '@balie/shared/contracts/templates.ts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MessageTemplates } from '../../modules/tickets/public.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { JobRunner } from '../../platform/queue/job-runner.ts';
import { jobType } from '../../platform/queue/job-type.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { ChannelAccounts } from './channel-accounts.ts';
import type { TemplateListing } from './channel-adapter.ts';
import { ChannelRegistry } from './channel-registry.ts';

const syncTemplates = jobType<{ channelAccountId: string }>('sync-templates');

/** Fetches the approved texts of an account: when it is connected, when its provider says that one changed, when a person asks. */
@Injectable()
export class TemplateSync implements OnModuleInit {
  constructor(
    private readonly runner: JobRunner,
    private readonly jobs: Jobs,
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: ChannelAccounts,
    private readonly registry: ChannelRegistry,
    private readonly templates: MessageTemplates,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.runner.handle(syncTemplates, async ({ channelAccountId }) => {
      const listing = await this.fetch(channelAccountId);
      // The queue tries again, with growing waits.
      if (listing?.outcome === 'retry') throw new Error(listing.reason);
    });
  }

  /** Soon, and again until it works. */
  async plan(tx: Tx, channelAccountId: string): Promise<void> {
    await this.jobs.add(tx, syncTemplates, { channelAccountId }, { key: `templates:${channelAccountId}` });
  }

  /** Now; why it did not work stands beside the list. @throws {NotFound} */
  async now(channelAccountId: string): Promise<Templates> {
    await this.fetch(channelAccountId);
    return this.list(channelAccountId);
  }

  /** As they were last fetched. @throws {NotFound} */
  list(channelAccountId: string): Promise<Templates> {
    return this.unitOfWork.run(async (tx) => {
      const [state] = await tx.query<{ at: Date | null; problem: string | null }>(
        `select templates_synced_at as at, templates_problem as problem from channel_accounts
          where organisation_id = $1 and id = $2 and removed_at is null`,
        [tx.organisationId, channelAccountId],
      );
      if (!state) throw new NotFound('channel');
      const items = await this.templates.list(tx, channelAccountId);
      return { items, syncedAt: state.at?.toISOString() ?? null, problem: state.problem };
    });
  }

  /** Undefined where there is no such account, or nothing to fetch. */
  private async fetch(channelAccountId: string): Promise<TemplateListing | undefined> {
    const account = await this.accounts.forAdapter(channelAccountId);
    if (!account) return undefined;
    const listing = await this.registry.get(account.kind).listTemplates?.(account);
    if (!listing) return undefined;
    await this.unitOfWork.run(async (tx) => {
      const listed = listing.outcome === 'listed';
      if (listed) await this.templates.replace(tx, channelAccountId, listing.templates);
      await tx.query(
        `update channel_accounts set templates_synced_at = coalesce($3, templates_synced_at), templates_problem = $4
          where organisation_id = $1 and id = $2`,
        [tx.organisationId, channelAccountId, listed ? this.clock.now() : null, listed ? null : listing.reason],
      );
    });
    return listing;
  }
}
