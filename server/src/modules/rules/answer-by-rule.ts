import type { RuleAction } from '@balie/shared/contracts/rules.ts';
import { isOpen, nextOpening } from '@balie/shared/domain/business-calendar.ts';
import { reason } from '@balie/shared/domain/reasons.ts';
import { fillLines } from '@balie/shared/domain/text-variables.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import type { Reader, Tx } from '../../platform/database/unit-of-work.ts';
import { AutomaticAnswers, htmlOfText, SendingRules } from '../tickets/public.ts';
import { valuesOf } from './text-of-rule.ts';
import type { TicketInRules } from './ticket-in-rules.ts';

type Answer = Extract<RuleAction, { kind: 'answer' }>;
export type Answered = { readonly outcome: 'done' | 'nothing' | 'refused'; readonly reason: string | null };

const DAY_MS = 24 * 3_600_000;
/** Of all rules together, to one address in a day. */
const MOST_A_DAY = 3;

/** Writes to customers in the name of a rule: never to machines, never where the channel forbids it, never again and again. */
@Injectable()
export class AnswerByRule {
  constructor(
    private readonly answers: AutomaticAnswers,
    private readonly sending: SendingRules,
    private readonly clock: Clock,
  ) {}

  /** Why it would not go, of what is known beforehand; null: it would. */
  whyNot({ ticket }: TicketInRules): Answered | null {
    const { message, channelKind } = ticket;
    if (!message) return { outcome: 'nothing', reason: reason('rule-nobody') };
    if (message.nature !== 'personal' || message.fromStranger) return { outcome: 'refused', reason: reason('rule-machine') };
    const may = this.sending.mayAnswerAutomatically({ kind: channelKind, to: message.address });
    if (!may.allowed) return { outcome: 'refused', reason: may.reason };
    return this.sending.of(channelKind).reply === false ? { outcome: 'refused', reason: reason('rule-no-answers-here') } : null;
  }

  /** @param key of what set the rule off: the same one is answered once */
  async execute(tx: Tx, ruleId: string, key: string, answer: Answer, known: TicketInRules): Promise<Answered> {
    const { message } = known.ticket;
    const about = message && (await this.answers.about(tx, message.id));
    if (!about?.to) return { outcome: 'nothing', reason: reason('rule-nobody') };
    const why = this.whyNot(known);
    // That the channel forbids it stands on the timeline too: the house says that.
    if (why && this.sending.mayAnswerAutomatically({ kind: about.channelKind, to: about.to.address }).allowed) return why;
    const address = about.to.address.toLowerCase();
    const held = why ? null : await this.heldBack(tx, ruleId, answer, known, about.channelAccountId, address);
    if (held) return held;
    const now = this.clock.now();
    const text = fillLines(answer.text[about.locale] || answer.text.nl, valuesOf(known, about.locale, now));
    if (text === '') return { outcome: 'nothing', reason: reason('rule-empty') };
    const writer = { key: `rule:${ruleId}:${key}`, isBraked: false };
    const result = await this.answers.queue(tx, about, { text, html: htmlOfText(text) }, await this.own(tx), writer);
    if (result.outcome === 'refused') return { outcome: 'refused', reason: result.reason };
    if (result.outcome === 'nothing') return { outcome: 'nothing', reason: reason('rule-answered') };
    tx.write(
      `insert into rule_answers (rule_id, organisation_id, channel_account_id, address, at) values ($1, $2, $3, $4, $5)
       on conflict (rule_id, channel_account_id, address) do update set at = excluded.at`,
      [ruleId, tx.organisationId, about.channelAccountId, address, now],
    );
    return { outcome: 'done', reason: null };
  }

  private async heldBack(
    tx: Tx,
    ruleId: string,
    { once }: Answer,
    { calendar }: TicketInRules,
    accountId: string,
    address: string,
  ): Promise<Answered | null> {
    const now = this.clock.now();
    // Two tickets of one customer may be at it at the same time.
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`rule-answer:${tx.organisationId}:${address}`]);
    const written = await tx.query<{ ruleId: string; at: Date }>(
      `select rule_id as "ruleId", at from rule_answers
        where organisation_id = $1 and channel_account_id = $2 and address = $3`,
      [tx.organisationId, accountId, address],
    );
    const last = written.find((one) => one.ruleId === ruleId)?.at;
    const isClosed = calendar !== null && !isOpen(calendar, now.getTime());
    const isAgain =
      last !== undefined &&
      (once === 'closing' && calendar !== null && isClosed
        ? !isOpen(calendar, last.getTime()) && nextOpening(calendar, last.getTime()) === nextOpening(calendar, now.getTime())
        : last.getTime() > now.getTime() - DAY_MS);
    if (isAgain) return { outcome: 'nothing', reason: reason('rule-answered') };
    const lately = written.filter(({ at }) => at.getTime() > now.getTime() - DAY_MS);
    return lately.length >= MOST_A_DAY ? { outcome: 'refused', reason: reason('rule-too-often') } : null;
  }

  /** Addresses of ours: we do not write to ourselves. */
  private async own(tx: Reader): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ address: string }>('select lower(address) as address from channel_accounts where organisation_id = $1', [
      tx.organisationId,
    ]);
    return new Set(rows.map(({ address }) => address));
  }
}
