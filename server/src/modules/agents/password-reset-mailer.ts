import type { Locale } from '@balie/shared/contracts/common.ts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { Config } from '../../platform/config/config.ts';
import { hashToken, newToken } from '../../platform/crypto/secret-box.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { SystemMailer } from '../../platform/mail/system-mailer.ts';
import { JobRunner } from '../../platform/queue/job-runner.ts';
import { jobType } from '../../platform/queue/job-type.ts';
import { passwordResetMail } from './people-mails.ts';

const VALID_MINUTES = 60;
/** One person gets no more of these mails than one in this time, however often somebody asks. */
const PAUSE_MS = 60_000;

/** Carries what somebody typed, known or not: so asking takes as long for an unknown address as for a known one. */
export const mailPasswordReset = jobType<{ email: string }>('mail-password-reset');

interface Account {
  readonly id: string;
  readonly organisation_id: string;
  readonly email: string;
  readonly locale: Locale;
}

/** Sends the link with which a colleague who forgot their password chooses a new one. */
@Injectable()
export class PasswordResetMailer implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly jobs: JobRunner,
    private readonly mailer: SystemMailer,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(mailPasswordReset, ({ email }) => this.send(email));
  }

  private async send(email: string): Promise<void> {
    const [account] = await this.unitOfWork.system('authentication', (tx) =>
      tx.query<Account>('select id, organisation_id, email, locale from agents where lower(email) = $1 and active', [email]),
    );
    if (account) await inOrganisation(account.organisation_id, () => this.sendTo(account));
  }

  private async sendTo(account: Account): Promise<void> {
    const now = this.clock.now();
    const token = newToken();
    // The token is made here and not where it is asked for: it stands in no queue, only as a hash in its table.
    const made = await this.unitOfWork.run(async (tx) => {
      await tx.query('select id from agents where id = $1 for no key update', [account.id]);
      const recent = await tx.query('select 1 from password_resets where agent_id = $1 and created_at > $2', [
        account.id,
        new Date(now.getTime() - PAUSE_MS),
      ]);
      if (recent.length > 0) return false;
      await tx.query('delete from password_resets where agent_id = $1', [account.id]);
      await tx.query(
        `insert into password_resets (id, organisation_id, agent_id, token_hash, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)`,
        [newId(), tx.organisationId, account.id, hashToken(token), now, new Date(now.getTime() + VALID_MINUTES * 60_000)],
      );
      return true;
    });
    if (!made) return;
    const link = `${this.config.publicUrl}/reset-password/${token}`;
    await this.mailer.send(passwordResetMail(account.locale, account.email, link, VALID_MINUTES));
  }
}
