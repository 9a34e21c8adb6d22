import { channelCapabilities, channelKind } from '@balie/shared/contracts/channels.ts';
import type { MailAddress } from '@balie/shared/contracts/common.ts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChannelAccountForAdapter, ChannelAdapter, RawMessage } from '../channel-adapter.ts';
import { anOutgoingMessage } from './outgoing-message.ts';

/** An adapter with a provider behind it that does as it is told. */
export interface AdapterOnTrial {
  readonly adapter: ChannelAdapter;
  readonly account: ChannelAccountForAdapter;
  /** What the provider does with what is sent from now on; undefined where nothing can be sent. */
  readonly provider?: {
    accept(): void;
    refuseForNow(): void;
    refuseForGood(): void;
    /** Takes what is sent and never answers. */
    fallSilent(): void;
    disappear(): Promise<void>;
    /** External ids of what it took, oldest first. */
    readonly taken: readonly string[];
  };
  /** Whom it can reach; a mail address unless it says otherwise. */
  readonly customer?: MailAddress;
  /** What a customer wrote, as the provider hands it over; undefined for a channel that comes in by another. */
  readonly raw?: RawMessage;
  stop(): Promise<void>;
}

/**
 * What the core relies on, whatever the channel. Every adapter's spec runs it.
 * @param only `receives`: it cannot send; `sends`: what customers write comes in by another channel, where its interpreter finds it
 */
export function itKeepsTheAdapterContract(put: () => Promise<AdapterOnTrial>, only?: 'receives' | 'sends'): void {
  describe('keeps the contract of a channel adapter:', () => {
    let trial: AdapterOnTrial;
    beforeEach(async () => {
      trial = await put();
    });
    afterEach(() => trial.stop());

    const provider = () => {
      if (!trial.provider) throw new Error('A channel that sends needs a provider on trial');
      return trial.provider;
    };
    const never = () => new AbortController().signal;
    const anAnswer = () => anOutgoingMessage(trial.customer ? { to: [trial.customer] } : {});
    const send = (message = anAnswer(), signal = never()) => trial.adapter.send(trial.account, message, signal);

    it('says what it is and can do, and can do what it says', () => {
      const { templates = false, reactions = false, readMarks = false, typing = false } = trial.adapter.capabilities;
      const { listTemplates, react, signal } = trial.adapter;
      expect([listTemplates !== undefined, react !== undefined]).toEqual([templates, reactions]);
      if (readMarks) expect(signal).toBeDefined();
      if (signal) expect(readMarks || typing).toBe(true);
      expect(channelKind.safeParse(trial.adapter.kind).success).toBe(true);
      expect(channelCapabilities.safeParse(trial.adapter.capabilities).success).toBe(true);
    });

    if (only === 'receives') {
      it('says that nothing can be written, and refuses for good what is written nevertheless', async () => {
        expect(trial.adapter.capabilities).toMatchObject({ reply: false, startConversation: false });
        expect(trial.adapter.externalIdFor(trial.account, anOutgoingMessage())).toBeNull();
        expect(await send()).toMatchObject({ outcome: 'rejected', reason: expect.stringMatching(/\S/) });
      });
    } else {
      it('sends under the id that it foretold, the same at each attempt', async () => {
        const message = anAnswer();
        const foretold = trial.adapter.externalIdFor(trial.account, message);
        const results = [await send(message), await send({ ...message, attempt: 2, externalId: foretold })];
        const [first, second] = results.map((result) => (result.outcome === 'sent' ? result.externalId : result.reason));
        expect(provider().taken).toEqual([first, second]);
        expect(trial.adapter.choosesIds).toBe(foretold !== null);
        if (foretold !== null) expect([first, second]).toEqual([foretold, foretold]);
        expect(trial.adapter.externalIdFor(trial.account, { ...message, attempt: 3, externalId: foretold })).toBe(foretold);
      });

      it('gives each message an id of its own', () => {
        const ids = [anAnswer(), anAnswer()].map((message) => trial.adapter.externalIdFor(trial.account, message));
        expect(ids[0] === null || ids[0] !== ids[1]).toBe(true);
      });

      it('tells "not now" from "never", each with a reason', async () => {
        provider().refuseForNow();
        expect(await send()).toMatchObject({ outcome: 'retry', reason: expect.stringMatching(/\S/) });
        provider().refuseForGood();
        expect(await send()).toMatchObject({ outcome: 'rejected', reason: expect.stringMatching(/\S/) });
        expect(provider().taken).toEqual([]);
      });

      it('takes a provider that is gone as a value, not as an exception', async () => {
        await provider().disappear();
        expect(await send()).toMatchObject({ outcome: 'retry', reason: expect.stringMatching(/\S/) });
      });

      it('stops a send when it is told to', async () => {
        provider().fallSilent();
        const giveUp = new AbortController();
        const sending = send(anAnswer(), giveUp.signal);
        giveUp.abort();
        expect(await sending).toMatchObject({ outcome: 'retry' });
      });
    }

    if (only === 'sends') {
      it('brings nothing in itself', () => {
        expect([trial.adapter.pull, trial.adapter.hook]).toEqual([undefined, undefined]);
        expect(trial.adapter.carrierOf?.(trial.account.settings)).toEqual(expect.stringMatching(/\S/));
      });
      return;
    }

    it('reads the same raw message the same way each time, and for its own account and shop', async () => {
      const { raw } = trial;
      if (!raw) throw new Error('A channel that receives needs a message on trial');
      const [first, second] = [await trial.adapter.parse(trial.account, raw), await trial.adapter.parse(trial.account, raw)];
      // What an event does is done to the database, where the channel's own spec looks at it.
      if (first.outcome === 'event') return expect(second.outcome).toBe('event');
      if (first.outcome !== 'message' || second.outcome !== 'message') throw new Error('A customer’s message was ignored');
      const { message } = first;
      expect(message).toMatchObject({
        channelAccountId: trial.account.id,
        channelKind: trial.adapter.kind,
        shopId: trial.account.shopId,
        rawMessageId: raw.id,
      });
      expect(message.contentHash).toMatch(/^[0-9a-f]{64}$/);
      expect([second.message.externalId, second.message.contentHash]).toEqual([message.externalId, message.contentHash]);
      expect(message.occurredAt.getTime()).toBeLessThanOrEqual(raw.receivedAt.getTime());
    });

    it('stops pulling when it is told to, and never fails because a provider is not there', async () => {
      const { pull } = trial.adapter;
      if (!pull) return;
      await trial.provider?.disappear();
      const stopping = new AbortController();
      const pulling = pull(trial.account, stopping.signal);
      await new Promise((resolve) => setImmediate(resolve));
      stopping.abort();
      await expect(pulling).resolves.toBeUndefined();
    });
  });
}
