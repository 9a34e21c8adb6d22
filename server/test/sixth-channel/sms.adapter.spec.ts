import { v7 as newId } from 'uuid';
import type { AccountHealth } from '../../src/channels/core/account-health.ts';
import type { ChannelAccountForAdapter } from '../../src/channels/core/channel-adapter.ts';
import { ChannelRegistry } from '../../src/channels/core/channel-registry.ts';
import { itKeepsTheAdapterContract } from '../../src/channels/core/testing/channel-adapter.contract.ts';
import { SystemClock } from '../../src/platform/clock/clock.ts';
import type { Config } from '../../src/platform/config/config.ts';
import { OutboundGuard } from '../../src/platform/http/outbound-guard.ts';
import { OutboundHttp } from '../../src/platform/http/outbound-http.ts';
import { SmsAdapter } from './sms.adapter.ts';
import { SmsHook } from './sms.hook.ts';
import { SmsGateway } from './sms-gateway.ts';
import { FakeGateway } from './testing/fake-gateway.ts';

const deaf = { working: () => undefined, retrying: () => undefined, needsAttention: () => undefined } as unknown as AccountHealth;
const guard = new OutboundGuard({ allowPrivateHosts: true } as Config);

itKeepsTheAdapterContract(async () => {
  const gateway = await FakeGateway.start();
  const account: ChannelAccountForAdapter = {
    id: newId(),
    organisationId: newId(),
    shopId: newId(),
    shopName: 'De Lampenwinkel',
    name: 'Sms',
    address: gateway.number,
    settings: { gatewayUrl: gateway.url },
    secrets: { apiKey: gateway.apiKey, signingKey: gateway.signingKey },
  };
  const is = (mood: FakeGateway['mood']) => () => {
    gateway.mood = mood;
  };
  let rejects = account;
  return {
    adapter: new SmsAdapter(new ChannelRegistry(), new SmsHook(new SystemClock()), new SmsGateway(new OutboundHttp(guard)), deaf),
    get account() {
      return rejects;
    },
    customer: { address: '+31612345678', name: 'Jan' },
    provider: {
      accept: is('accept'),
      refuseForNow: is('busy'),
      refuseForGood: () => {
        gateway.mood = 'accept';
        rejects = { ...account, address: '+31970099' };
      },
      fallSilent: is('hang'),
      disappear: () => gateway.stop(),
      taken: gateway.taken,
    },
    raw: {
      id: newId(),
      externalKey: 'e-1',
      receivedAt: new Date(),
      silent: false,
      contents: Buffer.from(JSON.stringify(FakeGateway.says('+31612345678', 'Waar blijft mijn lamp?'))),
    },
    stop: () => gateway.stop(),
  };
});
