/** Unit, database, contract and whole-app tests of the server, and the pure functions of `shared`. */
export default {
  rootDir: '.',
  roots: ['<rootDir>', '<rootDir>/../shared', '<rootDir>/../migrations'],
  testMatch: ['**/*.spec.ts'],
  runtime: '<rootDir>/test/runner/one-realm.runtime.ts',
  testEnvironment: '<rootDir>/test/runner/one-realm.environment.ts',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2023',
          keepClassNames: true,
        },
        module: { type: 'es6' },
        swcrc: false,
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/'],
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  setupFiles: ['<rootDir>/test/support/setup-file.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  maxWorkers: 2,
  // A net for what hangs: what a test waits for is an event. There are machines eight times slower than others.
  testTimeout: 300_000,
};
