import { describe, expect, it } from '@jest/globals';
import { windowOf } from './pending-messages.ts';

describe('messages that are looked at together', () => {
  const mail = (attempts = 0, size_bytes = 1_000) => ({ attempts, size_bytes });

  it('leave out one that was being looked at when the process died', () => {
    expect(windowOf([mail(), mail(), mail(1), mail()])).toHaveLength(2);
    expect(windowOf([mail(1), mail(), mail()])).toHaveLength(1);
  });

  it('fit into memory, and are at least one', () => {
    const large = 20 * 1024 * 1024;
    expect(windowOf([mail(0, large), mail(0, large)])).toHaveLength(1);
    expect(windowOf([mail(0, 3 * large)])).toHaveLength(1);
    expect(windowOf([])).toEqual([]);
  });
});
