import type { ChatSession, ChatVisitor, StartChatSessionRequest } from '@balie/shared/contracts/chat.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { AddressBlocks } from './address-blocks.ts';
import { ChatUnavailable, IdentityRequired } from './chat.errors.ts';
import { secretsOf, validSecrets } from './chat-account.ts';
import { ChatBrakes } from './chat-brakes.ts';
import type { OpenChat } from './chat-doors.ts';
import { type KnownCustomer, verifyIdentity } from './chat-identity.ts';
import { ChatLog } from './chat-log.ts';
import type { VisitorRow } from './visitor-row.ts';
import { Visitors } from './visitors.ts';

/** The browser that asks. */
export interface Caller {
  readonly address: string;
  /** In words: "Firefox, Windows". */
  readonly browser: string;
}

/**
 * Finds out whose conversation a page may show. A signed identity leads to that customer's, on any device; a token to the
 * one of the browser that holds it, and no further: without a fresh identity nobody sees what a signed-in customer wrote.
 */
@Injectable()
export class StartSession {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly visitors: Visitors,
    private readonly addresses: AddressBlocks,
    private readonly log: ChatLog,
    private readonly brakes: ChatBrakes,
    private readonly clock: Clock,
  ) {}

  /** @throws {IdentityRequired | IdentityRefused | ChatUnavailable | ChatRateLimited} */
  async execute(chat: OpenChat, request: StartChatSessionRequest, caller: Caller): Promise<ChatSession> {
    const { account, look, key } = chat;
    const secrets = validSecrets(secretsOf(account), this.clock.now());
    const customer = request.identity && (await verifyIdentity(request.identity, secrets, key, this.clock.now()));
    if (look.identityRequired && !customer) throw new IdentityRequired();
    return inOrganisation(account.organisationId, () =>
      this.unitOfWork.run(async (tx) => {
        await this.addresses.check(tx, caller.address);
        const { visitor, token } = await this.visitor(tx, chat, request, customer, caller);
        if (visitor.blockedAt) throw new ChatUnavailable();
        await this.visitors.noteWhereabouts(tx, visitor.id, request.page, request.context ?? {}, caller.browser);
        await this.addresses.note(tx, visitor.id, caller.address);
        const [conversation, unread] = await Promise.all([this.log.page(tx, key, visitor.id), this.log.unread(tx, visitor.id)]);
        return { visitorToken: token, conversation, unread, visitor: shownVisitor(visitor) };
      }),
    );
  }

  private async visitor(
    tx: Tx,
    { account }: OpenChat,
    { visitorToken, language }: StartChatSessionRequest,
    customer: KnownCustomer | undefined,
    { address }: Caller,
  ): Promise<{ visitor: VisitorRow; token: string }> {
    const holder = visitorToken === undefined ? undefined : await this.visitors.byToken(tx, account.id, visitorToken);
    if (customer) {
      // Only a browser that was nobody's becomes this customer's.
      const before = holder && !holder.identified ? holder : undefined;
      const visitor = await this.visitors.identified(tx, account.id, customer, before, language);
      const keeps = holder?.identified === true && holder.id === visitor.id;
      return { visitor, token: await this.visitors.token(tx, visitor.id, true, keeps ? visitorToken : undefined) };
    }
    if (holder && !holder.identified && holder.shopUserId === null) {
      return { visitor: holder, token: await this.visitors.token(tx, holder.id, false, visitorToken) };
    }
    this.brakes.count('newVisitor', address);
    const visitor = await this.visitors.create(tx, account.id, language);
    return { visitor, token: await this.visitors.token(tx, visitor.id, false, undefined) };
  }
}

export function shownVisitor({ name, email, shopUserId }: VisitorRow): ChatVisitor {
  return { name, email, verified: shopUserId !== null };
}
