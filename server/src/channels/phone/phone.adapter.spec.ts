import { v7 as newId } from 'uuid';
import { Clock } from '../../platform/clock/clock.ts';
import { ChannelRegistry } from '../core/channel-registry.ts';
import { itKeepsTheAdapterContract } from '../core/testing/channel-adapter.contract.ts';
import { PhoneAdapter } from './phone.adapter.ts';
import { PhoneHook } from './phone.hook.ts';
import type { TakeCallEvent } from './take-call-event.service.ts';
import { aCall, FAKE_EXCHANGES } from './testing/fake-exchange.ts';

class Now extends Clock {
  now(): Date {
    return new Date();
  }
}

itKeepsTheAdapterContract(async () => {
  const { body } = FAKE_EXCHANGES.voys(aCall(), 'ringing', new Date(), { url: '', secret: '' });
  const account = {
    id: newId(),
    organisationId: newId(),
    shopId: newId(),
    shopName: 'De Lampenwinkel',
    name: 'Telefoon',
    address: '+31201234567',
    settings: { provider: 'voys' },
    secrets: { secret: null },
  };
  return {
    // Nothing is taken in here: the whole application's spec does that.
    adapter: new PhoneAdapter(new ChannelRegistry(), new PhoneHook(new Now()), {} as TakeCallEvent, new Now()),
    account,
    raw: { id: newId(), externalKey: 'key', receivedAt: new Date(), silent: false, contents: Buffer.from(body) },
    stop: async () => undefined,
  };
}, 'receives');
