import { filesGoingAsLinks } from '@balie/shared/domain/file-links.ts';
import { Injectable } from '@nestjs/common';
import { FileLinks, type OutgoingMessage } from '../../modules/tickets/public.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { AccountLimitsStore } from '../core/account-limits.ts';

/** Below this no limit can be reached, and none need be looked up. */
const SMALL_BYTES = 500_000;

/** Files that are too large for a mail get links, before it is composed. */
@Injectable()
export class LinkedFiles {
  constructor(
    private readonly links: FileLinks,
    private readonly limits: AccountLimitsStore,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The message with links for what does not fit. What has a link already keeps it. */
  async forTooLarge(accountId: string, message: OutgoingMessage): Promise<OutgoingMessage> {
    const going = message.attachments.filter(({ link }) => !link);
    if (going.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) < SMALL_BYTES) return message;
    const { limits } = await this.unitOfWork.run((tx) => this.limits.of(tx, accountId));
    return this.linked(message, [...filesGoingAsLinks(going, limits.maxMailBytes)], limits.linkDays);
  }

  /** The server refused the mail as too large: all its files go as links. Undefined when none is left that could. */
  async forAll(accountId: string, message: OutgoingMessage): Promise<OutgoingMessage | undefined> {
    const ids = message.attachments.filter(({ link, inline }) => !link && !inline).map(({ id }) => id);
    if (ids.length === 0) return undefined;
    const { limits } = await this.unitOfWork.run((tx) => this.limits.of(tx, accountId));
    return this.linked(message, ids, limits.linkDays);
  }

  private async linked(message: OutgoingMessage, ids: readonly string[], days: number): Promise<OutgoingMessage> {
    if (ids.length === 0) return message;
    const links = await this.links.make(message.id, ids, days);
    return { ...message, attachments: message.attachments.map((file) => ({ ...file, link: file.link ?? links.get(file.id) })) };
  }
}
