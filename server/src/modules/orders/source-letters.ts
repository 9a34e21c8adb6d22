import type { Locale } from '@balie/shared/contracts/common.ts';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { letter } from '../../platform/mail/letter.ts';
import type { SystemMail } from '../../platform/mail/system-mailer.ts';
import { Colleagues } from '../agents/public.ts';

type Trouble = 'needs_attention' | 'retrying';
interface Words {
  readonly subject: string;
  readonly text: string;
  readonly said: string;
}
type Sentences = Readonly<Record<Trouble, (name: string) => Words>>;

const WORDS: Readonly<Record<Locale, Sentences>> = {
  nl: {
    needs_attention: (name) => ({
      subject: `Er komen geen bestellingen meer binnen van ${name}`,
      text: `Balie mag de bestellingen van ${name} niet meer ophalen en probeert het niet meer, tot jij het herstelt. Wat je mist, halen we daarna in. Herstel het hier:`,
      said: 'Wat er werd gezegd',
    }),
    retrying: (name) => ({
      subject: `Er komen al een tijd geen bestellingen binnen van ${name}`,
      text: `Balie kan de bestellingen van ${name} al meer dan een uur niet ophalen. Balie blijft het proberen; wat je mist, halen we in. Bekijk het hier:`,
      said: 'Wat er werd gezegd',
    }),
  },
  en: {
    needs_attention: (name) => ({
      subject: `Orders no longer come in from ${name}`,
      text: `Balie may not fetch the orders of ${name} any more and has stopped trying until you mend it. What you miss is fetched then. Mend it here:`,
      said: 'What was said',
    }),
    retrying: (name) => ({
      subject: `No orders have come in from ${name} for a while`,
      text: `Balie has not been able to fetch the orders of ${name} for more than an hour. It goes on trying; what you miss is fetched later. Have a look here:`,
      said: 'What was said',
    }),
  },
};

/** What an owner is told of a source that fails, in their language. */
@Injectable()
export class SourceLetters {
  constructor(
    private readonly colleagues: Colleagues,
    private readonly unitOfWork: UnitOfWork,
    private readonly config: Config,
  ) {}

  /** Undefined when there is nothing to tell any more: mended, removed, or the owner is gone. */
  async write(sourceId: string, agentId: string): Promise<SystemMail | undefined> {
    const { source, owner } = await this.unitOfWork.run(async (tx) => {
      const [found] = await tx.query<{ name: string; status: Trouble; lastError: string | null }>(
        `select name, status, last_error as "lastError" from order_sources
          where organisation_id = $1 and id = $2 and alarmed_at is not null and status in ('needs_attention', 'retrying')`,
        [tx.organisationId, sourceId],
      );
      return { source: found, owner: await this.colleagues.find(tx, agentId) };
    });
    if (!source || !owner?.active) return undefined;
    const { subject, text, said } = WORDS[owner.locale][source.status](source.name);
    const link = `${this.config.publicUrl}/settings/orders/${sourceId}`;
    return letter(owner.email, subject, text, link, `${said}: ${source.lastError ?? '-'}`);
  }
}
