import { expect, it } from '@jest/globals';
import type { OutgoingMessage, SentMessage } from '../../modules/tickets/public.ts';
import type { AttemptResult } from './delivery-attempt.ts';
import { SendingTurn } from './sending-turn.ts';
import { SentNotes } from './sent-notes.ts';
import { anOutgoingMessage } from './testing/outgoing-message.ts';

const breath = () => new Promise((resolve) => setImmediate(resolve));

interface Course {
  readonly write?: (sent: readonly SentMessage[]) => Promise<void>;
  readonly claim?: () => Promise<void>;
  readonly takesAhead?: boolean;
}

function aTurn(
  messages: readonly OutgoingMessage[],
  { write = breath as () => Promise<void>, claim = breath as () => Promise<void>, takesAhead = true }: Course,
) {
  const seen = { sent: [] as string[], noted: [] as string[][], claimed: [] as string[][], mostUnnoted: 0, mostTaken: 0, ended: 0 };
  const notes = new SentNotes(async (sent) => {
    await write(sent);
    seen.noted.push(sent.map(({ messageId }) => messageId));
  });
  const turn = new SendingTurn(messages, notes, {
    takesAhead,
    goesOn: () => true,
    claim: async (ids) => {
      seen.claimed.push([...ids]);
      await claim();
      seen.mostTaken = Math.max(seen.mostTaken, seen.claimed.flat().length - seen.ended);
      return messages.filter(({ id }) => ids.includes(id));
    },
    send: async ({ id }): Promise<AttemptResult> => {
      seen.sent.push(id);
      seen.mostUnnoted = Math.max(seen.mostUnnoted, seen.sent.length - seen.noted.flat().length);
      await breath();
      seen.ended++;
      return { outcome: 'sent', externalId: id };
    },
  });
  return { turn, seen };
}

const messages = (count: number) => Array.from({ length: count }, () => anOutgoingMessage());

it('lets no more than four leave of which nothing is noted, however slow the notes are', async () => {
  const slow = async () => {
    for (let wait = 0; wait < 20; wait++) await breath();
  };
  const all = messages(30);
  const { turn, seen } = aTurn(all, { write: slow });
  await turn.run();
  expect(seen.mostUnnoted).toBeLessThanOrEqual(4);
  expect(seen.noted.flat().sort()).toEqual(all.map(({ id }) => id).sort());
  expect(seen.noted.length).toBeLessThan(30);
});

it('takes more at a time when sending is quick, each message once', async () => {
  const all = messages(30);
  const { turn, seen } = aTurn(all, {});
  await turn.run();
  expect(seen.claimed.flat().sort()).toEqual(all.map(({ id }) => id).sort());
  expect(seen.claimed.length).toBeLessThan(15);
});

it('has taken no more than are leaving, where what was taken and not sent could not be told from what was sent', async () => {
  const all = messages(30);
  const { turn, seen } = aTurn(all, { takesAhead: false });
  await turn.run();
  expect(seen.mostTaken).toBeLessThanOrEqual(2);
  expect(seen.sent.sort()).toEqual(all.map(({ id }) => id).sort());
});

it('sends no more when what was sent cannot be noted, and says why', async () => {
  const { turn, seen } = aTurn(messages(30), { write: () => Promise.reject(new Error('the database is gone')) });
  await expect(turn.run()).rejects.toThrow('the database is gone');
  expect(seen.sent.length).toBeLessThanOrEqual(6);
});

it('waits for what is under way before it says that taking failed', async () => {
  let claims = 0;
  const { turn, seen } = aTurn(messages(30), {
    claim: async () => {
      if (++claims === 2) throw new Error('no connection');
    },
  });
  await expect(turn.run()).rejects.toThrow('no connection');
  expect(seen.noted.flat().sort()).toEqual([...seen.sent].sort());
});
