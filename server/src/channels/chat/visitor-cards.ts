import type { VisitorCard } from '@balie/shared/contracts/chat-desk.ts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';
import { Rooms } from '../../platform/realtime/rooms.ts';
import { nameOf, type VisitorRow } from './visitor-row.ts';
import { Visitors } from './visitors.ts';

const ROOM = 'visitor';

/** What agents see of a visitor, as it changes. Runs in the scope of the organisation. */
@Injectable()
export class VisitorCards implements OnModuleInit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly visitors: Visitors,
    private readonly realtime: Realtime,
    private readonly rooms: Rooms,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.rooms.define({ name: ROOM, permission: 'tickets:read', allows: async (id) => (await this.row(id)) !== undefined });
  }

  /** @throws {NotFound} */
  async of(visitorId: string): Promise<VisitorCard> {
    const row = await this.row(visitorId);
    if (!row) throw new NotFound('visitor');
    return this.card(row);
  }

  /** Who looks at them is told. */
  async tell(visitorId: string): Promise<void> {
    if (!this.realtime.isHeard(ROOM, visitorId)) return;
    const row = await this.row(visitorId);
    if (row) this.realtime.toRoom(ROOM, visitorId, 'visitor.changed', { visitor: this.card(row) });
  }

  tellTyping(visitorId: string, typing: boolean): void {
    if (this.realtime.isHeard(ROOM, visitorId)) this.realtime.toRoom(ROOM, visitorId, 'visitor.typing', { visitorId, typing });
  }

  private row(id: string): Promise<VisitorRow | undefined> {
    return this.unitOfWork.read((tx) => this.visitors.find(tx, id));
  }

  private card(row: VisitorRow): VisitorCard {
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
    };
  }
}
