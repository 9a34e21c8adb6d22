import { Injectable } from '@nestjs/common';
import { newToken, SecretBox } from '../../platform/crypto/secret-box.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { SettingsChange } from './settings-change.ts';

/** What an organisation's webhooks are signed with. */
@Injectable()
export class WebhookSecrets {
  constructor(
    private readonly box: SecretBox,
    private readonly change: SettingsChange,
  ) {}

  /** Made when it is first needed. */
  async get(tx: Tx): Promise<string> {
    await this.change.begin(tx);
    const [found] = await tx.query<{ secret: Buffer | null }>(
      'select webhook_secret as secret from sla_settings where organisation_id = $1',
      [tx.organisationId],
    );
    return found?.secret ? String(this.box.open(found.secret, contextOf(tx))) : this.renew(tx);
  }

  /** From now on another one. */
  async renew(tx: Tx): Promise<string> {
    await this.change.begin(tx);
    const secret = newToken();
    await tx.query('update sla_settings set webhook_secret = $2 where organisation_id = $1', [
      tx.organisationId,
      this.box.seal(secret, contextOf(tx)),
    ]);
    return secret;
  }
}

function contextOf(tx: Tx): string {
  return `sla-webhook:${tx.organisationId}`;
}
