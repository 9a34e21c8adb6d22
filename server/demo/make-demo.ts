import { startApplication } from '../src/application.ts';
import { FakeGraph } from '../src/channels/whatsapp/testing/fake-graph.ts';
import { SetUp } from '../src/modules/first-run/set-up.service.ts';
import type { Config } from '../src/platform/config/config.ts';
import type { Database } from '../src/platform/database/database.ts';
import { foundHouse, pauseMailboxes, type Services } from './house/found-house.ts';
import { makeNorms } from './house/make-norms.ts';
import { makePromises } from './house/make-promises.ts';
import { openLines } from './lines/play-lines.ts';
import { DemoClock } from './play/demo-clock.ts';
import { OrderShelf } from './play/order-shelf.ts';
import { Play } from './play/play-stories.ts';
import { PostOffice } from './play/post-office.ts';
import { bolStories } from './stories/bol-stories.ts';
import { type DemoOptions, daysOf, makeStories } from './stories/make-stories.ts';

/** There is something that a demo would spoil. */
export class InstallationNotEmpty extends Error {
  constructor() {
    super(
      'This installation is not empty: it has an organisation already. The demo fills an empty one only; give it a folder of its own: BALIE_DATA_DIR=demo-data npm run demo',
    );
  }
}

/** Somebody pressed Ctrl+C. */
export class DemoInterrupted extends Error {
  constructor() {
    super('The demo was interrupted half-way. Remove its data folder before you start it again.');
  }
}

interface Performance {
  /** Ends it between two steps. */
  readonly signal: AbortSignal;
  readonly onStep: (done: number, all: number) => void;
  /** An open one to use instead of the configured one. */
  readonly database?: Database;
}

/**
 * Tells the stories to a Balie that runs for this only: every mail goes through the real intake, every answer through
 * the real delivery, with a clock that goes along with the stories.
 * @throws {InstallationNotEmpty | DemoInterrupted}
 */
export async function makeDemo(config: Config, options: DemoOptions, { signal, onStep, database }: Performance): Promise<void> {
  const { until } = options;
  const clock = new DemoClock(new Date(until.getTime() - (daysOf(options.count) + 1) * 24 * 3_600_000));
  // A worker serves nobody; replies leave at once, and only to the post office of the demo.
  const graph = await FakeGraph.start();
  const quiet = { role: 'worker', undoSeconds: 0, allowPrivateHosts: true, logLevel: 'error' } as const;
  const own: Config = { ...config, ...quiet, whatsappApiUrl: graph.apiUrl };
  const application = await startApplication(own, { clock, ...(database ? { database } : {}) });
  try {
    const services: Services = (type) => application.app.get(type, { strict: false });
    if (!(await services(SetUp).isNeeded())) throw new InstallationNotEmpty();
    const postOffice = await PostOffice.open();
    try {
      const house = await foundHouse(services, postOffice.port);
      await makeNorms(services, house);
      const lines = await openLines(services, house, graph, options);
      const stories = [...makeStories(options), ...bolStories(until)];
      await new Play(services, house, clock, postOffice).perform(stories, lines.moments, until, (done, all) => {
        signal.throwIfAborted();
        onStep(done, all);
      });
      await new OrderShelf(services, house).fill(stories, until);
      await makePromises(services, house);
      await pauseMailboxes(services, { ...house, accountIds: [...house.accountIds, ...lines.accountIds] });
    } finally {
      await postOffice.close();
    }
  } finally {
    await application.close();
    await graph.stop();
  }
}
