import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aFoundedOrganisation } from '../../modules/agents/testing/people.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { ChannelAccounts } from '../core/channel-accounts.ts';
import type { ChannelAdapter, RawMessage } from '../core/channel-adapter.ts';
import { type AdapterOnTrial, itKeepsTheAdapterContract } from '../core/testing/channel-adapter.contract.ts';
import { inScopeOf } from '../core/testing/in-scope.ts';
import { ChatAdapter } from './chat.adapter.ts';
import { ChatWire } from './chat-wire.ts';
import { ChatShop } from './testing/chat-shop.ts';
import { Visitors } from './visitors.ts';

let app: TestApp;
let shop: ChatShop;
let organisationId: string;
let visitorId: string;
beforeAll(async () => {
  app = await startTestApp();
  const { owner, id } = await aFoundedOrganisation(app);
  organisationId = id;
  shop = await ChatShop.open(owner);
  const unitOfWork = app.app.get(UnitOfWork);
  const made = inOrganisation(id, () => unitOfWork.run((tx) => app.app.get(Visitors).create(tx, shop.account.id, 'nl')));
  visitorId = (await made).id;
});
afterAll(() => app.stop());

const inScope = (adapter: ChannelAdapter) => inScopeOf(() => organisationId, adapter);

/** What stands behind a chat is our own database: it refuses, it is away, it hangs. */
describe('the adapter', () => {
  itKeepsTheAdapterContract(async (): Promise<AdapterOnTrial> => {
    const account = await inOrganisation(organisationId, () => app.app.get(ChannelAccounts).forAdapter(shop.account.id));
    if (!account) throw new Error('The chat is gone');
    const unitOfWork = app.app.get(UnitOfWork);
    const told = jest.spyOn(app.app.get(ChatWire), 'toVisitor');
    const away = () => void jest.spyOn(unitOfWork, 'run').mockRejectedValue(new Error('the database is away'));
    const message = { id: newId(), visitorId, text: 'Waar is mijn lamp?', files: [] };
    const raw: RawMessage = {
      id: newId(),
      externalKey: 'x',
      receivedAt: new Date('2026-03-03T10:20:00Z'),
      silent: false,
      contents: Buffer.from(JSON.stringify(message)),
    };
    return {
      adapter: inScope(app.app.get(ChatAdapter)),
      account,
      customer: { address: visitorId, name: 'Bezoeker' },
      provider: {
        accept: () => undefined,
        refuseForNow: away,
        refuseForGood: () => {
          jest.spyOn(unitOfWork, 'run').mockRestore();
          jest.spyOn(app.app.get(Visitors), 'lock').mockResolvedValue(undefined);
        },
        fallSilent: () => void jest.spyOn(unitOfWork, 'run').mockReturnValue(new Promise(() => undefined)),
        disappear: async () => away(),
        get taken() {
          return told.mock.calls.flatMap(([, event, data]) => (event === 'message' && data && 'id' in data ? [data.id] : []));
        },
      },
      raw,
      stop: async () => void jest.restoreAllMocks(),
    };
  });
});
