import type { MarketplaceFacts } from '@balie/shared/contracts/marketplace.ts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { InboundMessage } from '../../modules/tickets/public.ts';
import type { ChannelAccountForAdapter, DecidedRaw, RawMessage } from '../core/channel-adapter.ts';
import { type MessageInterpreter, MessageInterpreters } from '../core/message-interpreters.ts';
import { type BolAccount, BolAccounts } from './bol-accounts.ts';
import { isBolAddress, isBolDomain, isBolRelay, looksLikeBol } from './bol-addresses.ts';
import { bounceInPlainWords, fromOurProgram, inBolsName, unpassed } from './bol-message.ts';
import { BolPatterns } from './bol-patterns.ts';
import { BolStatus } from './bol-status.ts';
import { newWords, wholeMail, writerOf } from './mail-of-message.ts';
import { type MailOrigin, originOf } from './mail-origin.ts';
import type { BolMail } from './mail-text.ts';
import { factsOf, type UnderstoodMail, understand } from './understand-mail.ts';

/** Makes bol's questions of mail that came into a mailbox with a bol channel. All other mail stays what it is. */
@Injectable()
export class BolInterpreter implements MessageInterpreter, OnModuleInit {
  constructor(
    private readonly interpreters: MessageInterpreters,
    private readonly accounts: BolAccounts,
    private readonly patterns: BolPatterns,
    private readonly status: BolStatus,
  ) {}

  onModuleInit(): void {
    this.interpreters.register(this);
  }

  async interpret(mailbox: ChannelAccountForAdapter, raw: RawMessage, message: InboundMessage): Promise<DecidedRaw | undefined> {
    const accounts = await this.accounts.ofMailbox(mailbox.id);
    const account = accountFor(accounts, message);
    if (!account) return undefined;
    if (message.direction === 'outbound') return made(fromOurProgram(message, account));
    if (message.deliveryReport) return made(bounceInPlainWords(message, account.contactAddress));
    if (await this.isTest(mailbox, account, message)) return { outcome: 'ignored', reason: 'A test question, which has arrived.' };
    return this.look(account, raw, message);
  }

  private async look(account: BolAccount, raw: RawMessage, message: InboundMessage): Promise<DecidedRaw | undefined> {
    const sender = writerOf(message);
    const mail = wholeMail(message, sender);
    const origin = isBolAddress(sender.address) ? originFor(message, raw) : undefined;
    if (origin === undefined || origin === 'disproved') {
      const isDressedUp = origin === 'disproved' || looksLikeBol(sender.address, sender.name);
      return isDressedUp ? made({ ...message, marketplace: { ...factsOf(undefined, mail, false), recognised: 'suspicious' } }) : undefined;
    }
    const understood = understand(await this.patterns.current(), mail, newWords(mail, message));
    if (understood?.kind === 'verification' && message.forwardedBy === null) return this.keepVerification(account, understood, message);
    const facts = factsOf(understood, mail, origin === 'proven');
    return { outcome: 'message', message: await this.messageOf(account, message, mail, facts, understood) };
  }

  private async messageOf(
    account: BolAccount,
    message: InboundMessage,
    mail: BolMail,
    facts: MarketplaceFacts,
    understood: UnderstoodMail | undefined,
  ): Promise<InboundMessage> {
    const { recognised } = facts;
    if (recognised === 'undelivered') return unpassed(message, account, facts, understood?.fields ?? {});
    const isCustomers = recognised === 'question' || recognised === 'answer' || isBolRelay(mail.from);
    if (isCustomers) {
      if (!message.silent && understood) await this.status.questionCame(account.id, message.occurredAt);
      return inBolsName(message, account, mail, facts, understood?.fields.question);
    }
    const quiet = recognised === 'notice' && understood?.quiet === true;
    // What bol itself writes to the shop is mail to answer, or to read, and no customer's.
    return { ...message, ...(quiet ? { nature: 'automatic' as const } : { nature: 'personal' as const }), marketplace: facts };
  }

  private async keepVerification(account: BolAccount, { fields }: UnderstoodMail, message: InboundMessage): Promise<DecidedRaw> {
    const { link = null, code = null } = fields;
    const leadsToBol = link !== null && URL.canParse(link) && isBolDomain(new URL(link).hostname);
    await this.status.keepVerification(account.id, { code, link: leadsToBol ? link : null, at: message.occurredAt.toISOString() });
    return { outcome: 'ignored', reason: 'bol asks to confirm the contact address; it is shown with the channel.' };
  }

  /** Only what the mailbox sent itself can be one. */
  private async isTest(mailbox: ChannelAccountForAdapter, account: BolAccount, { from, text, fullText }: InboundMessage): Promise<boolean> {
    const isOwn = from.address.toLowerCase() === mailbox.address.toLowerCase();
    return isOwn && (await this.status.testCame(account.id, fullText ?? text));
  }
}

function made(message: InboundMessage | undefined): DecidedRaw | undefined {
  return message && { outcome: 'message', message };
}

/** The one whose address the mail was sent to; else the first. */
function accountFor(accounts: readonly BolAccount[], { to, cc }: InboundMessage): BolAccount | undefined {
  const addressed = new Set([...to, ...cc].map(({ address }) => address.toLowerCase()));
  return accounts.find(({ contactAddress }) => addressed.has(contactAddress)) ?? accounts[0];
}

function originFor({ forwardedBy }: InboundMessage, { contents }: RawMessage): MailOrigin {
  if (!forwardedBy) return originOf(contents, isBolDomain);
  const own = forwardedBy.address.slice(forwardedBy.address.lastIndexOf('@') + 1).toLowerCase();
  // Of what was passed on, only who did so can be checked.
  return originOf(contents, (domain) => domain === own) === 'disproved' ? 'disproved' : 'unsaid';
}
