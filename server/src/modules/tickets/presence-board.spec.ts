import { expect, it } from '@jest/globals';
import { PresenceBoard, type TabPresence } from './presence-board.ts';

const tab = (given: Partial<TabPresence>): TabPresence => ({
  socketId: 's1',
  organisationId: 'o1',
  ticketId: 't1',
  agentId: 'a1',
  state: 'viewing',
  expiresAt: 1000,
  ...given,
});

it('tells of a change once, not of each repetition', () => {
  const board = new PresenceBoard();
  expect(board.put(tab({}))).toEqual({ organisationId: 'o1', ticketId: 't1', agentId: 'a1', state: 'viewing' });
  expect(board.put(tab({ expiresAt: 2000 }))).toBeUndefined();
  expect(board.put(tab({ state: 'typing' }))?.state).toBe('typing');
});

it('counts a colleague with two tabs once, by what they do most', () => {
  const board = new PresenceBoard();
  board.put(tab({ state: 'typing' }));
  expect(board.put(tab({ socketId: 's2' }))).toBeUndefined();
  expect(board.at('o1', 't1')).toEqual([{ agentId: 'a1', state: 'typing' }]);
  expect(board.put(tab({ state: 'gone' }))?.state).toBe('viewing');
  expect(board.put(tab({ socketId: 's2', state: 'gone' }))?.state).toBe('gone');
});

it('keeps tickets and organisations apart', () => {
  const board = new PresenceBoard();
  board.put(tab({}));
  expect(board.at('o2', 't1')).toEqual([]);
  expect(board.at('o1', 't2')).toEqual([]);
});

it('knows who gave no sign of life', () => {
  const board = new PresenceBoard();
  board.put(tab({}));
  board.put(tab({ socketId: 's2', expiresAt: 2000 }));
  expect(board.expired(1000).map((expired) => expired.socketId)).toEqual(['s1']);
});
