import type { WallAgent } from '@balie/shared/contracts/wall.ts';

export interface Load {
  readonly open: number;
  /** Undefined: they have nothing of this channel, and what they may have is not known here. */
  readonly limit: number | undefined;
  readonly isFull: boolean;
}

/** What a colleague has of one channel. */
export function loadOf({ kinds }: WallAgent, kind: string): Load {
  const found = kinds.find((one) => one.kind === kind);
  return { open: found?.open ?? 0, limit: found?.limit, isFull: found !== undefined && found.open >= found.limit };
}

/** Full of any channel: one more of it is more than was settled. */
export function isFull({ kinds }: WallAgent): boolean {
  return kinds.some(({ open, limit }) => open >= limit);
}
