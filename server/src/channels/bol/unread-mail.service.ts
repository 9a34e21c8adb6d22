import type { Message } from '@balie/shared/contracts/tickets.ts';
import { Injectable } from '@nestjs/common';
import { MarketplaceMessages } from '../../modules/tickets/public.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotUnderstood } from './bol.errors.ts';
import { BolInterpreter } from './bol.interpreter.ts';
import { StoredMail } from './stored-mail.ts';

/** A mail of bol that no pattern knew, until somebody taught one. */
@Injectable()
export class UnreadMail {
  constructor(
    private readonly stored: StoredMail,
    private readonly interpreter: BolInterpreter,
    private readonly messages: MarketplaceMessages,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Somebody has taught a pattern to know it. @throws {NotFound | NoStoredMail | NotUnderstood | MessageNotAlone} */
  async readAgain(messageId: string): Promise<Message> {
    const { mailbox, raw, message } = await this.stored.read(messageId);
    const parsed = await this.interpreter.interpret(mailbox, raw, message);
    const facts = parsed?.outcome === 'message' ? parsed.message.marketplace : undefined;
    if (parsed?.outcome !== 'message' || !facts?.pattern) throw new NotUnderstood();
    const { message: understood } = parsed;
    return this.unitOfWork.run((tx) => this.messages.understand(tx, messageId, { ...understood, attachments: [] }));
  }
}
