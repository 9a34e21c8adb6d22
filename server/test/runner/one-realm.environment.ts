import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

/** The program's own world: no copy of it is made for each file (see `one-realm.runtime.ts`). */
export default class OneRealmEnvironment {
  readonly global = globalThis;
  readonly moduleMocker = new ModuleMocker(globalThis);
  readonly fakeTimers = null;
  readonly fakeTimersModern: ModernFakeTimers;
  private readonly exit = process.exit;

  constructor({ projectConfig }: { readonly projectConfig: ConstructorParameters<typeof ModernFakeTimers>[0]['config'] }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  setup(): void {
    // Node reads the maps that come with the code by itself; what the runner installs knows nothing of them.
    Error.prepareStackTrace = undefined as unknown as typeof Error.prepareStackTrace;
  }

  /** What a file leaves behind would be the next one's. */
  teardown(): void {
    this.fakeTimersModern.dispose();
    this.moduleMocker.restoreAllMocks();
    process.exit = this.exit;
  }

  getVmContext(): null {
    return null;
  }
}
