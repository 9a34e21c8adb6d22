import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type OneRealmEnvironment from './one-realm.environment.ts';
import { takeInTypeScript } from './typescript-hooks.ts';

// Jest asks for it by `require`, and would take a module without the mark for its own default export.
export const __esModule = true;

const require = createRequire(import.meta.url);
/** Where Jest's framework leaves things for later. */
const EVENT_HANDLERS = Symbol.for('EVENT_HANDLERS');
const TEST_TIMEOUT = Symbol.for('TEST_TIMEOUT_SYMBOL');
const world = globalThis as unknown as Record<symbol, unknown>;

let files = 0;

/**
 * Loads test files as Node loads any program, and what they import once per process. Jest's own runtime gives each file
 * a copy of the world and evaluates every module anew, which took half of the time of all tests.
 */
export default class OneRealmRuntime {
  private readonly environment: OneRealmEnvironment;
  private readonly testPath: string;

  constructor(
    config: { readonly cacheDirectory: string },
    environment: OneRealmEnvironment,
    _resolver: unknown,
    _transformer: unknown,
    _cacheFS: unknown,
    _coverage: unknown,
    testPath: string,
  ) {
    this.environment = environment;
    this.testPath = testPath;
    takeInTypeScript(config.cacheDirectory);
  }

  /** Jest's framework of tests. It keeps its state in itself, so each file has one of its own. */
  requireInternalModule(file: string): unknown {
    delete require.cache[file];
    world[EVENT_HANDLERS] = undefined;
    world[TEST_TIMEOUT] = undefined;
    return require(file);
  }

  requireModule(file: string): unknown {
    return require(file);
  }

  setGlobalsForRuntime(globals: object): void {
    const { moduleMocker, fakeTimersModern } = this.environment;
    const jest = {
      fn: moduleMocker.fn.bind(moduleMocker),
      spyOn: moduleMocker.spyOn.bind(moduleMocker),
      restoreAllMocks: () => moduleMocker.restoreAllMocks(),
      useFakeTimers: () => fakeTimersModern.useFakeTimers(),
      useRealTimers: () => fakeTimersModern.useRealTimers(),
      advanceTimersByTime: (ms: number) => fakeTimersModern.advanceTimersByTime(ms),
      advanceTimersByTimeAsync: (ms: number) => fakeTimersModern.advanceTimersByTimeAsync(ms),
      setTimeout: (ms: number) => {
        world[TEST_TIMEOUT] = ms;
      },
    };
    world[Symbol.for('balie.jest')] = { ...globals, jest };
  }

  unstable_shouldLoadAsEsm(): boolean {
    return true;
  }

  async unstable_importModule(file: string): Promise<void> {
    // A test file is evaluated whenever it is run, what it tests once.
    const { href } = pathToFileURL(file);
    files++;
    await import(file === this.testPath ? `${href}?run=${files}` : href);
  }

  enterTestCode(): void {
    // Nothing that is loaded late is forbidden.
  }

  leaveTestCode(): void {
    // Nothing that is loaded late is forbidden.
  }

  restoreAllMocks(): void {
    this.environment.moduleMocker.restoreAllMocks();
  }

  getSourceMaps(): Map<string, string> {
    return new Map();
  }

  getAllCoverageInfoCopy(): undefined {
    return undefined;
  }

  teardown(): void {
    // The environment puts back what is to be put back.
  }
}
