import type { VisitorCard } from '@balie/shared/contracts/chat-desk.ts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';
import { Rooms } from '../../platform/realtime/rooms.ts';
import { AddressBlocks } from './address-blocks.ts';
import { nameOf, type VisitorRow } from './visitor-row.ts';
import { Visitors } from './visitors.ts';

const ROOM = 'visitor';

/** What agents see of a visitor, as it changes. Runs in the scope of the organisation. */
@Injectable()
export class VisitorCards implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly visitors: Visitors,
    private readonly addresses: AddressBlocks,
    private readonly realtime: Realtime,
    private readonly rooms: Rooms,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.rooms.define({ name: ROOM, permission: 'tickets:read', allows: async (id) => (await this.find(id)) !== undefined });
  }

  /** @throws {NotFound} */
  async of(visitorId: string): Promise<VisitorCard> {
    const card = await this.find(visitorId);
    if (!card) throw new NotFound('visitor');
    return card;
  }

  /** Who looks at them is told. */
  async tell(visitorId: string): Promise<void> {
    if (!this.realtime.isHeard(ROOM, visitorId)) return;
    const visitor = await this.find(visitorId);
    if (visitor) this.realtime.toRoom(ROOM, visitorId, 'visitor.changed', { visitor });
  }

  tellTyping(visitorId: string, typing: boolean): void {
    if (this.realtime.isHeard(ROOM, visitorId)) this.realtime.toRoom(ROOM, visitorId, 'visitor.typing', { visitorId, typing });
  }

  private find(id: string): Promise<VisitorCard | undefined> {
    return this.unitOfWork.read(async (tx) => {
      const [row, { known, blockedUntil }] = await Promise.all([this.visitors.find(tx, id), this.addresses.of(tx, id)]);
      return row && this.card(row, { known, blockedUntil: blockedUntil?.toISOString() ?? null });
    });
  }

  private card(row: VisitorRow, address: VisitorCard['address']): VisitorCard {
    const now = this.clock.now();
    const { id, email, page, browser, language, context, onlineUntil } = row;
    return {
      id,
      name: nameOf(row),
      email,
      verified: row.shopUserId !== null,
      online: onlineUntil > now,
      lastSeenAt: new Date(Math.min(onlineUntil.getTime(), now.getTime())).toISOString(),
      page,
      browser,
      language,
      cart: context.cart ?? null,
      order: context.order ?? null,
      blocked: row.blockedAt !== null,
      address,
    };
  }
}
