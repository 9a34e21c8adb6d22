import type { Locale } from '@balie/shared/contracts/common.ts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AutomaticAnswers, type LeftOutFile, messageReceived } from '../../modules/tickets/public.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { AccountLimitsStore } from './account-limits.ts';
import { ChannelAccounts } from './channel-accounts.ts';

const MEGABYTE = 1024 * 1024;
const MAX_NAMED = 10;

/** Tells people whose files were too large that we do not have them, before they wait for an answer about them. */
@Injectable()
export class SizeAnswers implements OnModuleInit {
  constructor(
    private readonly events: EventDispatcher,
    private readonly unitOfWork: UnitOfWork,
    private readonly limits: AccountLimitsStore,
    private readonly accounts: ChannelAccounts,
    private readonly answers: AutomaticAnswers,
  ) {}

  onModuleInit(): void {
    this.events.on(messageReceived, 'size-answer', async ({ messageId, isPartial, silent, nature }) => {
      // Neither history nor machines get an answer.
      if (isPartial && !silent && nature === 'personal') await this.answer(messageId);
    });
  }

  private async answer(messageId: string): Promise<void> {
    const message = await this.unitOfWork.run((tx) => this.answers.about(tx, messageId));
    if (!message) return;
    const own = await this.accounts.ownAddresses(message.channelKind);
    await this.unitOfWork.run(async (tx) => {
      const { limits } = await this.limits.of(tx, message.channelAccountId);
      if (limits.answerTooLarge)
        await this.answers.queue(tx, message, wordsOf(message.locale, message.leftOut, limits.maxIncomingBytes), own);
    });
  }
}

function wordsOf(locale: Locale, files: readonly LeftOutFile[], maxBytes: number): { html: string; text: string } {
  const most = Math.floor(maxBytes / MEGABYTE);
  const named = files.slice(0, MAX_NAMED).map(({ name, sizeBytes }) => `${name} (${Math.max(1, Math.round(sizeBytes / 1_000_000))} MB)`);
  const [before, after] =
    locale === 'en'
      ? [
          `Thank you for your message. It arrived, but these files did not, because a mail to us may be at most ${most} MB:`,
          'Please send them in smaller parts, or as a link to download. We answer your message as usual.',
        ]
      : [
          `Bedankt voor je bericht. Het is aangekomen, maar deze bestanden niet, omdat een mail aan ons hoogstens ${most} MB mag zijn:`,
          'Stuur ze in kleinere delen, of als link om te downloaden. Je bericht beantwoorden we zoals altijd.',
        ];
  return {
    text: `${before}\n\n${named.map((name) => `- ${name}`).join('\n')}\n\n${after}`,
    html: `<p>${escaped(before)}</p><ul>${named.map((name) => `<li>${escaped(name)}</li>`).join('')}</ul><p>${escaped(after)}</p>`,
  };
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
