import { test as base } from '@playwright/test';
import { Backstage } from './backstage.ts';
import { BalieServer, SharedProcess } from './balie-server.ts';
import { fillWithDemo } from './demo.ts';
import { type House, setUpHouse } from './house.ts';
import { Spares } from './spares.ts';

interface PerTest {
  /** Whether `balie` runs in a process that the journey may kill. */
  ownProcess: boolean;
  /** An empty Balie, as after the very first start. */
  balie: BalieServer;
  /** The same with an organisation and an owner, who is signed in on `page`. */
  house: House;
}
interface PerWorker {
  /** Database and mail servers. */
  backstage: Backstage;
  /** Starts an empty one. */
  newBalie: (ownProcess: boolean) => Promise<BalieServer>;
  /** Empty ones, of which the next starts while a test is at work. */
  spares: Spares;
  /** A Balie with a lively inbox, shared by the tests that only look. */
  demo: BalieServer;
}

/** Playwright's `test` with a Balie of its own for every test. */
export const test = base.extend<PerTest, PerWorker>({
  backstage: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
    async ({}, use) => {
      const backstage = await Backstage.start();
      await use(backstage);
      await backstage.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  newBalie: [
    async ({ backstage }, use) => {
      const shared = await SharedProcess.start();
      await use(async (ownProcess) => {
        const { environment } = await backstage.bolEntrance();
        const { apiUrl } = await backstage.whatsApp();
        const prepare = async (settings: Record<string, string>) => {
          Object.assign(settings, environment, { BALIE_WHATSAPP_API_URL: apiUrl });
        };
        const runs = ownProcess ? undefined : (settings: Record<string, string>) => shared.run(settings);
        return BalieServer.start(await backstage.newDatabase(), prepare, runs);
      });
      await shared.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  spares: [
    async ({ newBalie }, use) => {
      const spares = new Spares(() => newBalie(false));
      await use(spares);
      await spares.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  demo: [
    async ({ backstage }, use) => {
      const server = await BalieServer.start(await backstage.newDatabase(), fillWithDemo);
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  ownProcess: [false, { option: true }],
  balie: [
    async ({ spares, newBalie, ownProcess, browser }, use, testInfo) => {
      const server = await (ownProcess ? newBalie(true) : spares.take());
      await use(server);
      // Colleagues and visitors at browsers of their own would go on asking for a server that is no more.
      for (const context of browser.contexts()) await context.close();
      if (testInfo.status !== testInfo.expectedStatus) await testInfo.attach('server.log', { body: server.log, contentType: 'text/plain' });
      await server.stop();
    },
    { timeout: 300_000 },
  ],
  baseURL: ({ balie }, use) => use(balie.url),
  house: async ({ balie, context }, use) => {
    const house = await setUpHouse(balie.url);
    await context.addCookies([{ ...house.cookie, url: balie.url }]);
    await use(house);
  },
});
export { expect } from '@playwright/test';
