import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { ChannelAccountForAdapter, ChannelHook, HookAnswer, HookCall } from '../core/channel-adapter.ts';
import type { IncomingRaw } from '../core/raw-messages.ts';
import { HookRefused } from '../core/webhook.errors.ts';
import { CALL_SOURCES } from './call-sources.ts';
import { phoneAccountSecrets, phoneAccountSettings } from './phone-account.ts';

/** A call event has a few hundred bytes. */
const MAX_BYTES = 64 * 1024;

/** What telephone exchanges tell: each call one moment of a call. */
@Injectable()
export class PhoneHook implements ChannelHook {
  readonly maxBytes = MAX_BYTES;
  // A telephone that is switched off does not ring.
  readonly deafWhilePaused = true;

  constructor(private readonly clock: Clock) {}

  /** @throws {HookRefused} */
  receive(account: ChannelAccountForAdapter, { headers, body, url }: HookCall): IncomingRaw[] {
    const { provider } = phoneAccountSettings.parse(account.settings);
    const { secret } = phoneAccountSecrets.parse(account.secrets);
    const { isSigned } = CALL_SOURCES[provider];
    const header = (name: string) => [headers[name]].flat()[0];
    if (isSigned && !(secret !== null && isSigned({ body, url, header }, secret))) throw new HookRefused();
    // Providers give events no ids; what comes twice comes in the same bytes.
    const externalKey = createHash('sha256').update(body).digest('hex');
    return [{ externalKey, contents: body, receivedAt: this.clock.now(), summary: provider, silent: false }];
  }

  readonly answer = ({ settings }: ChannelAccountForAdapter): HookAnswer =>
    CALL_SOURCES[phoneAccountSettings.parse(settings).provider].answer;
}
