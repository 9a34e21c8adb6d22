import { randomBytes } from 'node:crypto';
import type { BolMailSettings } from '@balie/shared/contracts/bol-mail.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { AccountHealth } from '../core/account-health.ts';

interface Test {
  readonly token: string;
  readonly sentAt: string;
  readonly seenAt: string | null;
  readonly failure: string | null;
}
interface StatusRow {
  readonly verification: BolMailSettings['verification'];
  readonly test: Test | null;
  readonly first_question_at: Date | null;
  readonly last_question_at: Date | null;
}
type Status = Pick<BolMailSettings, 'verification' | 'test' | 'firstQuestionAt' | 'lastQuestionAt'>;

const NOTHING: Status = { verification: null, test: null, firstQuestionAt: null, lastQuestionAt: null };

/** What an owner sees of a bol channel while it is being connected, and ever after. */
@Injectable()
export class BolStatus {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly health: AccountHealth,
    private readonly clock: Clock,
  ) {}

  async of(accountId: string): Promise<Status> {
    const row = await this.row(accountId);
    if (!row) return NOTHING;
    return {
      verification: row.verification,
      test: row.test && { sentAt: row.test.sentAt, seenAt: row.test.seenAt, failure: row.test.failure },
      firstQuestionAt: row.first_question_at?.toISOString() ?? null,
      lastQuestionAt: row.last_question_at?.toISOString() ?? null,
    };
  }

  /** The newest counts. */
  keepVerification(accountId: string, verification: NonNullable<BolMailSettings['verification']>): Promise<void> {
    return this.keep(
      accountId,
      `verification = case when bol_accounts.verification->>'at' > excluded.verification->>'at' then bol_accounts.verification
         else excluded.verification end`,
      'verification',
      JSON.stringify(verification),
    );
  }

  async questionCame(accountId: string, at: Date): Promise<void> {
    await this.keep(
      accountId,
      `last_question_at = greatest(bol_accounts.last_question_at, excluded.last_question_at),
       first_question_at = coalesce(bol_accounts.first_question_at, excluded.last_question_at)`,
      'last_question_at',
      at,
    );
    const lag = Math.max(0, (this.clock.now().getTime() - at.getTime()) / 1_000);
    this.health.working(accountId, 'receive', lag);
  }

  /** A new test begins. @returns the word by which its mail is known */
  async beginTest(accountId: string): Promise<string> {
    const token = randomBytes(9).toString('hex');
    const test: Test = { token, sentAt: this.clock.now().toISOString(), seenAt: null, failure: null };
    await this.keep(accountId, 'test = excluded.test', 'test', JSON.stringify(test));
    return token;
  }

  /** @returns whether it was the mail of the running test */
  async testCame(accountId: string, words: string): Promise<boolean> {
    const test = (await this.row(accountId))?.test;
    if (!test || !words.includes(test.token)) return false;
    const seen: Test = { ...test, seenAt: test.seenAt ?? this.clock.now().toISOString() };
    await this.keep(accountId, 'test = excluded.test', 'test', JSON.stringify(seen));
    this.health.working(accountId, 'receive');
    return true;
  }

  async testFailed(accountId: string, failure: string): Promise<void> {
    const test = (await this.row(accountId))?.test;
    if (test) await this.keep(accountId, 'test = excluded.test', 'test', JSON.stringify({ ...test, failure }));
  }

  private async row(accountId: string): Promise<StatusRow | undefined> {
    const [row] = await this.unitOfWork.run((tx) =>
      tx.query<StatusRow>(
        `select verification, test, first_question_at, last_question_at from bol_accounts where organisation_id = $1 and channel_account_id = $2`,
        [tx.organisationId, accountId],
      ),
    );
    return row;
  }

  private async keep(accountId: string, change: string, column: keyof StatusRow, value: unknown): Promise<void> {
    const first = column === 'last_question_at' ? ', first_question_at' : '';
    await this.unitOfWork.run((tx) =>
      tx.query(
        `insert into bol_accounts (channel_account_id, organisation_id, ${column}${first}) values ($1, $2, $3${first ? ', $3' : ''})
         on conflict (channel_account_id) do update set ${change}`,
        [accountId, tx.organisationId, value],
      ),
    );
  }
}
