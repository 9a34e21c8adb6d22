import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { AccountHealth } from '../core/account-health.ts';
import { RawMessages } from '../core/raw-messages.ts';
import { forwardedKeyOf } from './external-key.ts';
import type { ForwardingTarget } from './forwarding-addresses.ts';

/** What came over our own SMTP server, on its way into the raw store. */
@Injectable()
export class ForwardedMail {
  constructor(
    private readonly rawMessages: RawMessages,
    private readonly health: AccountHealth,
    private readonly clock: Clock,
  ) {}

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
