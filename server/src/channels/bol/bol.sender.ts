import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable } from '@nestjs/common';
import type { OutgoingMessage, WrittenAnswer } from '../../modules/tickets/public.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { AccountHealth } from '../core/account-health.ts';
import type { ChannelAccountForAdapter, SendResult } from '../core/channel-adapter.ts';
import { bolAccountSettings } from './bol-account.ts';
import { BolCarrier } from './bol-carrier.ts';
import { refusalInPlainWords } from './refusals.ts';
import { whyNotOverBol } from './reply-rules.ts';

const PAUSED_SECONDS = 300;

/** Sends answers to bol's relay through the mailbox, as bol wants them: from the confirmed address, with nothing added. */
@Injectable()
export class BolSender {
  constructor(
    private readonly carrier: BolCarrier,
    private readonly health: AccountHealth,
  ) {}

  async send(account: ChannelAccountForAdapter, message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    const { contactAddress, rules } = bolAccountSettings.parse(account.settings);
    const carrier = await this.carrier.of(account);
    if (carrier === 'gone') return { outcome: 'rejected', reason: reason('bol-mailbox-gone') };
    if (carrier === 'paused') return { outcome: 'retry', reason: reason('bol-mailbox-paused'), afterSeconds: PAUSED_SECONDS };
    // Looked at when it was written, too; the settings may be others since.
    const why = whyNotOverBol({ ...message, files: message.attachments }, contactAddress, carrier.sendsFrom, rules);
    if (why !== undefined) return { outcome: 'rejected', reason: why };
    const result = await carrier.adapter.send(carrier.account, plain(message), signal);
    if (result.outcome === 'sent') this.health.working(account.id, 'send');
    if (result.outcome !== 'rejected') return result;
    return { ...result, reason: refusalInPlainWords(result.reason, '', contactAddress) ?? result.reason };
  }

  async keepCopies(
    account: ChannelAccountForAdapter,
    messages: readonly OutgoingMessage[],
    kept: (messageId: string) => Promise<void>,
  ): Promise<void> {
    const carrier = await this.carrier.of(account);
    if (carrier === 'gone' || carrier === 'paused') throw new Error(reason('bol-mailbox-gone'));
    await carrier.adapter.keepCopies?.(carrier.account, messages.map(plain), kept);
  }

  /** Before it is taken on. */
  async whyNot(tx: Tx, answer: WrittenAnswer): Promise<string | undefined> {
    const [row] = await tx.query<{ settings: unknown }>('select settings from channel_accounts where organisation_id = $1 and id = $2', [
      tx.organisationId,
      answer.channelAccountId,
    ]);
    const { contactAddress, mailAccountId, rules } = bolAccountSettings.parse(row?.settings);
    const sendsFrom = await this.carrier.sendsFrom(tx, mailAccountId);
    return sendsFrom === undefined ? reason('bol-mailbox-gone') : whyNotOverBol(answer, contactAddress, sendsFrom, rules);
  }
}

/** bol writes greeting and closing itself, and wants no advertising: neither signature nor history goes along. */
function plain(message: OutgoingMessage): OutgoingMessage {
  return { ...message, signatureHtml: '', quoted: null, cc: [], bcc: [], bare: true };
}
