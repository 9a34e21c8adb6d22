import { createHash } from 'node:crypto';
import { Webhooks } from '../../src/channels/core/webhooks.ts';
import { ConnectPhone } from '../../src/channels/phone/connect-phone.service.ts';
import { aCall, FAKE_EXCHANGES, type FakeMoment } from '../../src/channels/phone/testing/fake-exchange.ts';
import { AGENTS } from '../house/agents.ts';
import type { Services } from '../house/found-house.ts';
import type { DemoCall } from './talks.ts';

const NUMBER = '+31201234568';

/** A telephone number of the house; the exchange tells of its calls as Voys does, through the real webhook. */
export class PhoneLine {
  private constructor(
    private readonly services: Services,
    private readonly token: string,
    readonly accountId: string,
  ) {}

  /** Run it in the scope of the house. */
  static async connect(services: Services, shopId: string): Promise<PhoneLine> {
    const request = { provider: 'voys' as const, shopId, name: 'Telefoon', number: NUMBER, secret: null };
    const { accountId } = await services(ConnectPhone).connect(request);
    const address = await services(Webhooks).addressOf(accountId);
    return new PhoneLine(services, address?.split('/').at(-1) ?? '', accountId);
  }

  /** All its moments, the last one at the end. @param id tells it from other calls @returns under which key the last is stored */
  async tell({ at, caller, direction, agent, waitSeconds, talkSeconds }: DemoCall, id: string): Promise<string> {
    const { name = '', email = '' } = AGENTS[agent ?? 0] ?? {};
    const call = aCall({ id, direction, customer: caller.number, shop: NUMBER, agent: { name, email }, startedAt: at });
    await this.moment(call, 'ringing', at, caller.name);
    if (agent === null) return this.moment(call, 'missed', seconds(at, waitSeconds), caller.name);
    await this.moment(call, 'answered', seconds(at, waitSeconds), caller.name);
    return this.moment(call, 'hung-up', seconds(at, waitSeconds + talkSeconds), caller.name);
  }

  private async moment(call: ReturnType<typeof aCall>, moment: FakeMoment, at: Date, callerName: string): Promise<string> {
    const told = JSON.parse(FAKE_EXCHANGES.voys(call, moment, at, { url: '', secret: '' }).body);
    if (call.direction === 'inbound') told.caller.name = callerName;
    const body = Buffer.from(JSON.stringify(told));
    await this.services(Webhooks).receive('phone', this.token, { headers: {}, query: {}, body });
    return createHash('sha256').update(body).digest('hex');
  }
}

const seconds = (at: Date, count: number) => new Date(at.getTime() + count * 1_000);
