import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { RateBrake } from '../../platform/http/rate-brake.ts';
import { SharedCounts } from '../../platform/http/shared-counts.ts';
import { ChatRateLimited } from './chat.errors.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/**
 * What one visitor and one address may ask, far above what people do: behind one address there may be a whole office. The
 * server processes count together.
 */
const LIMITS = {
  /** Per address. */
  look: { most: 240, windowMs: MINUTE },
  session: { most: 60, windowMs: MINUTE },
  newVisitor: { most: 30, windowMs: 10 * MINUTE },
  connection: { most: 120, windowMs: MINUTE },
  /** Per visitor. */
  message: { most: 20, windowMs: 20 * SECOND },
  messages: { most: 300, windowMs: 60 * MINUTE },
  file: { most: 20, windowMs: 10 * MINUTE },
  reading: { most: 120, windowMs: MINUTE },
  signal: { most: 120, windowMs: 20 * SECOND },
} as const;
export type ChatLimit = keyof typeof LIMITS;

@Injectable()
export class ChatBrakes {
  private readonly brakes: Readonly<Record<string, RateBrake>>;

  constructor(
    clock: Clock,
    private readonly shared: SharedCounts,
  ) {
    this.brakes = Object.fromEntries(
      Object.entries(LIMITS).map(([name, { most, windowMs }]) => [name, new RateBrake(clock, most, windowMs)]),
    );
  }

  /** @param who address or visitor @throws {ChatRateLimited} */
  count(limit: ChatLimit, who: string): void {
    const here = this.brakes[limit]?.count(who);
    if (!this.shared.count(`chat:${limit}:${who}`, LIMITS[limit]) || !here) throw new ChatRateLimited(LIMITS[limit].windowMs / SECOND);
  }
}
