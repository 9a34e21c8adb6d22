import { deliveryState } from '@balie/shared/contracts/tickets.ts';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mayMove, type OutboundState } from './delivery-state.ts';

const FORWARD = ['queued', 'sending', 'sent', 'delivered', 'read'] as const;

it('ends where the furthest news is, whatever order it comes in', () => {
  const news = fc.array(fc.constantFrom<OutboundState>('sent', 'delivered', 'read'), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(news, (states) => {
      const end = states.reduce<(typeof FORWARD)[number]>((now, next) => (mayMove(now, next) ? (next as typeof now) : now), 'sending');
      const furthest = Math.max(...states.map((state) => FORWARD.indexOf(state as (typeof FORWARD)[number])));
      expect(end).toBe(FORWARD[furthest]);
    }),
  );
});

it('takes back only what waits, and never sends what was taken back or has left', () => {
  expect(deliveryState.options.filter((state) => mayMove(state, 'undone'))).toEqual(['queued']);
  expect(deliveryState.options.filter((state) => mayMove(state, 'sending'))).toEqual(['queued', 'sending']);
  expect(deliveryState.options.filter((state) => mayMove(state, 'failed'))).toEqual(['queued', 'sending']);
});
