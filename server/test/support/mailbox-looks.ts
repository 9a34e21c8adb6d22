import { jest } from '@jest/globals';
import { ChannelRegistry } from '../../src/channels/core/channel-registry.ts';
import { eventually } from './eventually.ts';
import type { TestApp } from './test-app.ts';

/** Whoever keeps mailboxes watched has looked twice more: what should not begin again had its chances. */
export async function mailboxesAreLookedThrough(app: TestApp): Promise<void> {
  const channels = jest.spyOn(app.app.get(ChannelRegistry), 'all');
  await eventually(() => channels.mock.calls.length >= 2, 'mailboxes are looked through');
  channels.mockRestore();
}
