import type * as Globals from '@jest/globals';

/** What `@jest/globals` gives under Jest's own runtime: always of the file that is run, also to what was imported for another. */
const current = () => (globalThis as unknown as Record<symbol, typeof Globals>)[Symbol.for('balie.jest')] as typeof Globals;

function ofTheFile<Name extends keyof typeof Globals>(name: Name): (typeof Globals)[Name] {
  const late = () => current()[name] as unknown as (...given: unknown[]) => unknown;
  return new Proxy(() => undefined, {
    apply: (_target, _this, given: unknown[]) => late()(...given),
    get: (_target, key) => Reflect.get(late(), key),
  }) as unknown as (typeof Globals)[Name];
}

export const afterAll = ofTheFile('afterAll');
export const afterEach = ofTheFile('afterEach');
export const beforeAll = ofTheFile('beforeAll');
export const beforeEach = ofTheFile('beforeEach');
export const describe = ofTheFile('describe');
export const expect = ofTheFile('expect');
export const it = ofTheFile('it');
export const jest = ofTheFile('jest');
export const test = ofTheFile('test');
