import { createHash, randomBytes } from 'node:crypto';
import type { ChannelKind } from '@balie/shared/contracts/channels.ts';
import { v7 as newId } from 'uuid';
import type { TestApp } from '../../../../test/support/test-app.ts';
import { Clock } from '../../../platform/clock/clock.ts';
import { inOrganisation } from '../../../platform/database/scope.ts';
import { UnitOfWork } from '../../../platform/database/unit-of-work.ts';
import { type AcceptedMessage, type InboundMessage, TicketIntake } from '../ticket-intake.ts';

export interface TestChannelAccount {
  readonly id: string;
  readonly organisationId: string;
  readonly shopId: string;
  readonly address: string;
}

/** A connected mailbox as a row, without any mail server behind it. */
export async function aChannelAccount(
  app: TestApp,
  organisation: { readonly id: string; readonly shopId: string },
  given: { address?: string; kind?: ChannelKind; shopId?: string } = {},
): Promise<TestChannelAccount> {
  const account = {
    id: newId(),
    organisationId: organisation.id,
    shopId: given.shopId ?? organisation.shopId,
    address: given.address ?? `info-${randomBytes(4).toString('hex')}@klompen.test`,
  };
  await inOrganisation(organisation.id, () =>
    app.app
      .get(UnitOfWork)
      .run((tx) =>
        tx.query(
          `insert into channel_accounts (id, organisation_id, shop_id, kind, name, address, status) values ($1, $2, $3, $5, 'Info', $4, 'connected')`,
          [account.id, account.organisationId, account.shopId, account.address, given.kind ?? 'email'],
        ),
      ),
  );
  return account;
}

type Given = Partial<Omit<InboundMessage, 'from' | 'thread'>> & {
  readonly from?: string;
  readonly fromName?: string;
  readonly token?: string | null;
  /** Best first. */
  readonly references?: readonly string[];
  readonly subjectNumber?: number | null;
  readonly bySender?: boolean;
};

/** A customer's message as a channel hands it in: Jan de Vries asks where his order is, now. */
export function anInboundMessage(app: TestApp, account: TestChannelAccount, given: Given = {}): InboundMessage {
  const {
    from: address = 'jan@klant.test',
    fromName: name = 'Jan de Vries',
    token = null,
    references = [],
    subjectNumber = null,
    bySender = false,
    ...rest
  } = given;
  const isOurs = given.direction === 'outbound';
  const jan = { address: 'jan@klant.test', name: 'Jan de Vries' };
  const externalId = given.externalId ?? `${randomBytes(8).toString('hex')}@klant.test`;
  const text = given.text ?? 'Goedemiddag,\n\nWaar blijft mijn bestelling?';
  return {
    channelAccountId: account.id,
    channelKind: 'email',
    shopId: account.shopId,
    rawMessageId: null,
    externalId,
    contentHash: createHash('sha256').update(`${externalId}${text}`).digest('hex'),
    thread: { token, references, subjectNumber, bySender },
    nature: 'personal',
    deliveryReport: null,
    forwardedBy: null,
    direction: 'inbound',
    sender: isOurs
      ? { identity: { kind: 'email', value: jan.address }, name: jan.name }
      : { identity: { kind: 'email', value: address }, name },
    from: { address, name },
    to: [isOurs ? jan : { address: account.address, name: '' }],
    cc: [],
    replyRecipients: { to: [isOurs ? jan : { address, name }], cc: [] },
    subject: 'Waar blijft mijn bestelling?',
    text,
    html: '',
    fullText: null,
    fullHtml: null,
    hasRemoteImages: false,
    attachments: [],
    occurredAt: app.app.get(Clock).now(),
    silent: false,
    ...rest,
  };
}

/** Puts the message in through the real intake, in a transaction of its own. */
export function receive(app: TestApp, account: TestChannelAccount, given: Given = {}): Promise<AcceptedMessage> {
  const message = anInboundMessage(app, account, given);
  return inOrganisation(account.organisationId, () => app.app.get(UnitOfWork).run((tx) => app.app.get(TicketIntake).accept(tx, message)));
}

/** A new ticket, by a customer's message through the real intake. */
export async function aTicket(app: TestApp, account: TestChannelAccount, given: Given = {}): Promise<{ id: string; messageId: string }> {
  const { ticketId, messageId, created } = await receive(app, account, given);
  if (!created) throw new Error('This message belongs to an older ticket');
  return { id: ticketId, messageId };
}
