import type { ChatAvailability } from '@balie/shared/contracts/chat.ts';
import type { ChatLook } from '@balie/shared/contracts/chat-desk.ts';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { answersBy, isOpen, opensAt } from './opening-hours.ts';

const MEASURED_DAYS = 14;
const ENOUGH = 5;
const MOST = 500;
/** A median of two weeks moves slowly. */
const REMEMBERED_MS = 5 * 60_000;

/** When a chat is answered: what its hours promise, and how long answers took lately. Runs in the scope of the organisation. */
@Injectable()
export class Availability {
  private readonly measured = new Map<string, { readonly seconds: Promise<number | null>; readonly until: number }>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async of(accountId: string, look: ChatLook): Promise<ChatAvailability> {
    const now = this.clock.now();
    return {
      open: isOpen(look.hours, now),
      opensAt: opensAt(look.hours, now)?.toISOString() ?? null,
      answersBy: answersBy(look.hours, now, look.answerWithinMinutes)?.toISOString() ?? null,
      timeZone: look.hours.timeZone,
      typicalAnswerSeconds: await this.typical(accountId, look),
    };
  }

  private typical(accountId: string, look: ChatLook): Promise<number | null> {
    const known = this.measured.get(accountId);
    if (known && known.until > performance.now()) return known.seconds;
    const seconds = this.measure(accountId, look);
    this.measured.set(accountId, { seconds, until: performance.now() + REMEMBERED_MS });
    seconds.catch(() => this.measured.delete(accountId));
    return seconds;
  }

  /** Median, over questions asked while it was open: from the first unanswered words to the answer. */
  private async measure(accountId: string, look: ChatLook): Promise<number | null> {
    const since = new Date(this.clock.now().getTime() - MEASURED_DAYS * 86_400_000);
    const rows = await this.unitOfWork.read((tx) =>
      tx.query<{ asked: Date; seconds: number }>(
        `select asked, extract(epoch from answered - asked)::float8 as seconds from (
           select m.at as answered,
                  (select min(q.at) from chat_messages q where q.visitor_id = m.visitor_id and q.side = 'visitor' and q.seq < m.seq
                      and q.seq > coalesce((select max(p.seq) from chat_messages p
                                             where p.visitor_id = m.visitor_id and p.side = 'shop' and p.seq < m.seq), 0)) as asked
             from (select * from chat_messages where organisation_id = $1 and channel_account_id = $2 and at > $3 and side = 'shop'
                    order by at desc limit ${MOST}) m) waits
          where asked is not null`,
        [tx.organisationId, accountId, since],
      ),
    );
    const waits = rows.filter(({ asked }) => isOpen(look.hours, asked)).map(({ seconds }) => seconds);
    waits.sort((one, other) => one - other);
    return waits.length < ENOUGH ? null : Math.round(waits[Math.floor(waits.length / 2)] ?? 0);
  }
}
