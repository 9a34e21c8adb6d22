import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable } from '@nestjs/common';
import { StoredFileMissing } from '../../platform/storage/file-storage.ts';
import { AccountHealth } from '../core/account-health.ts';
import type { SendResult } from '../core/channel-adapter.ts';
import { GraphRefused, GraphUnreachable } from './graph-api.ts';

/** Within this a status tells whether a message left of which we do not know it; usually it takes a second. */
export const UNCERTAIN_SECONDS = 60;

/** What a refusal of Meta's makes of what was to be sent, and of the account. */
@Injectable()
export class GraphOutcome {
  constructor(private readonly health: AccountHealth) {}

  /** @throws what is no word of Meta: the database is away, say */
  of(accountId: string, error: unknown): SendResult {
    if (error instanceof StoredFileMissing) return { outcome: 'rejected', reason: reason('attachment-missing') };
    if (error instanceof GraphUnreachable) {
      const words = reason('whatsapp-down', { words: error.message });
      this.health.retrying(accountId, 'send', { code: 'whatsapp_down', message: words });
      return error.mayBeDone
        ? { outcome: 'retry', reason: reason('whatsapp-uncertain'), afterSeconds: UNCERTAIN_SECONDS }
        : { outcome: 'retry', reason: words };
    }
    if (!(error instanceof GraphRefused)) throw error;
    const { reaction, reason: words, faultCode, afterSeconds } = error.verdict;
    const later = afterSeconds === undefined ? {} : { afterSeconds };
    switch (reaction) {
      case 'never':
        return { outcome: 'rejected', reason: words };
      case 'throttled':
        return { outcome: 'retry', reason: words, throttled: true, ...later };
      case 'person':
        this.health.needsAttention(accountId, 'send', { code: faultCode, message: words });
        return { outcome: 'retry', reason: words };
      case 'later':
        if (error.status >= 500) this.health.retrying(accountId, 'send', { code: faultCode, message: words });
        return { outcome: 'retry', reason: words, ...later };
    }
  }
}
