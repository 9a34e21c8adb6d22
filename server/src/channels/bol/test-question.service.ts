import type { BolMailSettings } from '@balie/shared/contracts/bol-mail.ts';
import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import type { OutgoingMessage } from '../../modules/tickets/public.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { TestNotSent } from './bol.errors.ts';
import { BolCarrier } from './bol-carrier.ts';
import { BolStatus } from './bol-status.ts';
import { ConnectBol } from './connect-bol.service.ts';

const SEND_MS = 30_000;

/** A mail of the mailbox to itself, in the shape of a question: shows that both ways work before bol is told of the address. */
@Injectable()
export class TestQuestion {
  constructor(
    private readonly bol: ConnectBol,
    private readonly carrier: BolCarrier,
    private readonly status: BolStatus,
    private readonly clock: Clock,
  ) {}

  /** It is seen when it comes in (`BolInterpreter`), and becomes no ticket. @throws {NotFound | TestNotSent} */
  async send(accountId: string): Promise<BolMailSettings> {
    const account = await this.bol.stored(accountId);
    const carrier = await this.carrier.of(account);
    if (carrier === 'gone' || carrier === 'paused') throw new TestNotSent('Its mailbox is disconnected or paused.');
    const token = await this.status.beginTest(accountId);
    const message = { ...letter(carrier.account.address, token), channelAccountId: carrier.account.id, createdAt: this.clock.now() };
    const result = await carrier.adapter.send(carrier.account, message, AbortSignal.timeout(SEND_MS));
    if (result.outcome !== 'sent') {
      await this.status.testFailed(accountId, result.reason);
      throw new TestNotSent(result.reason);
    }
    return this.bol.settings(accountId);
  }
}

function letter(address: string, token: string): Omit<OutgoingMessage, 'channelAccountId' | 'createdAt'> {
  const lines = [
    'Dit is een testvraag van Balie. Hij laat zien dat mail in deze mailbox aankomt en weer weg kan.',
    'This is a test question of Balie. It shows that mail comes into this mailbox and leaves it.',
    `Test ${token}`,
  ];
  return {
    id: newId(),
    ticketId: newId(),
    ticketNumber: 0,
    subject: 'Balie: testvraag, test question',
    html: lines.map((line) => `<p>${line}</p>`).join(''),
    text: lines.join('\n\n'),
    signatureHtml: '',
    quoted: null,
    to: [{ address, name: '' }],
    cc: [],
    bcc: [],
    attachments: [],
    inReplyTo: null,
    references: [],
    replyToken: token,
    authorName: 'Balie',
    automatic: false,
    bare: true,
    locale: 'nl',
    externalId: null,
    attempt: 1,
  };
}
