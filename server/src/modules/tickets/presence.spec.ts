import { expect, it } from '@jest/globals';
import { TestClock } from '../../../test/support/test-clock.ts';
import type { Realtime } from '../../platform/realtime/realtime.ts';
import { PresenceDesk } from './presence.ts';
import { PresenceBoard, type TabPresence } from './presence-board.ts';
import { WritingAgents } from './writing-agents.ts';

const TICKET = 'a0000000-0000-7000-8000-000000000001';
type Hear = (data: unknown) => void;

/** Two server processes that relay to each other, and what each of them told the consoles. */
function twoProcesses(clock: TestClock) {
  const relays: Hear[] = [];
  return [0, 1].map((index) => {
    const told: unknown[] = [];
    const board = new PresenceBoard();
    let welcome: (socket: unknown) => void = () => undefined;
    const realtime = {
      onConnect: (handler: (socket: unknown) => void) => {
        welcome = handler;
      },
      onRelay: (_subject: string, hear: Hear) => {
        relays[index] = hear;
      },
      relay: (_subject: string, data: TabPresence) => relays[1 - index]?.(structuredClone(data)),
      toOrganisation: (_organisationId: string, _event: string, data: unknown) => told.push(data),
    };
    const desk = new PresenceDesk(realtime as unknown as Realtime, board, clock, new WritingAgents());
    desk.onModuleInit();
    const tab = (id: string, agentId: string) => {
      const handlers = new Map<string, Hear>();
      welcome({
        id,
        data: { principal: { organisationId: 'o1', agentId } },
        on: (event: string, handler: Hear) => handlers.set(event, handler),
      });
      return { emit: (event: string, data?: unknown) => handlers.get(event)?.(data) };
    };
    return { desk, board, told, tab };
  });
}

function started() {
  const clock = new TestClock();
  const [one, other] = twoProcesses(clock);
  if (!one || !other) throw new Error('two were made');
  return { clock, one, other, stop: () => [one, other].map(({ desk }) => desk.onApplicationShutdown()) };
}

it('knows at every process who is at a ticket, and tells the consoles once', () => {
  const { one, other, stop } = started();
  one.tab('s1', 'a1').emit('presence', { ticketId: TICKET, state: 'typing' });
  expect(other.board.at('o1', TICKET)).toEqual([{ agentId: 'a1', state: 'typing' }]);
  expect([one.told, other.told]).toEqual([[{ ticketId: TICKET, agentId: 'a1', state: 'typing' }], []]);
  stop();
});

it('forgets everywhere a tab that closed', () => {
  const { one, other, stop } = started();
  const tab = one.tab('s1', 'a1');
  tab.emit('presence', { ticketId: TICKET, state: 'viewing' });
  tab.emit('disconnect');
  expect([one.board.at('o1', TICKET), other.board.at('o1', TICKET)]).toEqual([[], []]);
  stop();
});

it('tells at the living process that the tabs of a dead one are gone', () => {
  const { clock, one, other, stop } = started();
  one.tab('s1', 'a1').emit('presence', { ticketId: TICKET, state: 'viewing' });
  clock.advance({ seconds: 45 });
  other.desk.sweep();
  expect(other.told).toEqual([{ ticketId: TICKET, agentId: 'a1', state: 'gone' }]);
  stop();
});

it('does not let one tab be everywhere', () => {
  const { one, stop } = started();
  const tab = one.tab('s1', 'a1');
  const ids = Array.from({ length: 30 }, (_, index) => `a0000000-0000-7000-8000-0000000000${10 + index}`);
  for (const ticketId of ids) tab.emit('presence', { ticketId, state: 'viewing' });
  expect(ids.filter((ticketId) => one.board.at('o1', ticketId).length > 0)).toEqual(ids.slice(-10));
  stop();
});
