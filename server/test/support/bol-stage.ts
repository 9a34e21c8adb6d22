import { FakeRetailer } from '../../src/channels/bol/retailer/testing/fake-retailer.ts';
import type { FakeItem, FakeReturn, FakeShipment } from '../../src/channels/bol/retailer/testing/retailer-fixtures.ts';
import type { RetailerWorld } from '../../src/channels/bol/retailer/testing/retailer-world.ts';

/** What may happen at bol.com, in plain JSON. */
export type BolScene =
  | { readonly does: 'order'; readonly orderId: string; readonly minutesAgo: number; readonly items: Partial<FakeItem>[] }
  | { readonly does: 'ship'; readonly orderId: string; readonly more: Partial<FakeShipment> }
  | { readonly does: 'return'; readonly orderId: string; readonly more: Partial<FakeReturn> }
  | { readonly does: 'figure'; readonly name: string; readonly year: number; readonly week: number; readonly body: Record<string, unknown> }
  /** bol.com takes the secret no more, or takes it again. */
  | { readonly does: 'lock'; readonly locked: boolean }
  | { readonly does: 'end'; readonly ends: RetailerWorld['ends']; readonly looks: number; readonly words: string };

/** bol.com for the browser journeys. */
export class BolStage {
  private started: Promise<FakeRetailer> | undefined;
  private secret = '';

  private fake(): Promise<FakeRetailer> {
    this.started ??= FakeRetailer.start();
    return this.started;
  }

  /** How a server finds it, and with what it is let in. */
  async entrance() {
    const { environment, access } = await this.fake();
    return { environment, access };
  }

  async play(scene: BolScene): Promise<void> {
    const fake = await this.fake();
    const { world } = fake;
    switch (scene.does) {
      case 'order':
        world.order(scene.orderId, scene.minutesAgo, ...scene.items);
        break;
      case 'ship':
        world.ship(scene.orderId, scene.more);
        break;
      case 'return':
        world.return(scene.orderId, scene.more);
        break;
      case 'figure':
        world.figures.set(`${scene.name} ${scene.year}-${scene.week}`, scene.body);
        break;
      case 'lock':
        this.secret ||= fake.clientSecret;
        fake.clientSecret = scene.locked ? 'een ander geheim' : this.secret;
        fake.revokeTokens();
        break;
      case 'end':
        // What is being worked at ends as soon.
        for (const process of world.processes.values()) process.left = Math.min(process.left, scene.looks);
        Object.assign(world, { ends: scene.ends, looks: scene.looks, words: scene.words });
    }
  }

  async end(): Promise<void> {
    await (await this.started)?.stop();
  }
}
