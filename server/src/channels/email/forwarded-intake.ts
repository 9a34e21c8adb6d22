import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { AccountHealth } from '../core/account-health.ts';
import { AccountLimitsStore, MAX_INCOMING_BYTES } from '../core/account-limits.ts';
import { RawMessages } from '../core/raw-messages.ts';
import { forwardedKeyOf } from './external-key.ts';
import type { ForwardingTarget } from './forwarding-addresses.ts';

/** No account's limit is below it. */
const ALWAYS_TAKEN_BYTES = 1024 * 1024;

/** What came over our own SMTP server, on its way into the raw store. */
@Injectable()
export class ForwardedMail {
  constructor(
    private readonly rawMessages: RawMessages,
    private readonly health: AccountHealth,
    private readonly limits: AccountLimitsStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The largest mail that all of them take, in bytes. @param bytes of the mail; small ones need no look */
  async mostBytes(targets: readonly ForwardingTarget[], bytes: number): Promise<number> {
    let most = MAX_INCOMING_BYTES;
    if (bytes <= ALWAYS_TAKEN_BYTES) return most;
    for (const { accountId, organisationId } of targets) {
      const { limits } = await inOrganisation(organisationId, () => this.unitOfWork.run((tx) => this.limits.of(tx, accountId)));
      most = Math.min(most, limits.maxIncomingBytes);
    }
    return most;
  }

  /** Durable for each of the accounts when it resolves. @throws when it could not be stored */
  async store(targets: readonly ForwardingTarget[], contents: Buffer): Promise<void> {
    for (const { accountId, organisationId } of targets) {
      await inOrganisation(organisationId, async () => {
        const receivedAt = this.clock.now();
        const mail = { externalKey: forwardedKeyOf(contents), contents, receivedAt, summary: summaryOf(contents), silent: false };
        await this.rawMessages.store(accountId, [mail]);
        this.health.working(accountId, 'receive', 0);
      });
    }
  }
}

/** The lines a person recognises a mail by, as they stand there. */
function summaryOf(contents: Buffer): string {
  const head =
    contents
      .subarray(0, 64 * 1024)
      .toString('latin1')
      .split(/\r?\n\r?\n/, 1)[0] ?? '';
  const line = (name: string) => new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '';
  return [line('from'), line('subject')].filter(Boolean).join(' – ');
}
