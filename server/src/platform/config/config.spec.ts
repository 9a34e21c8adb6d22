import { expect, it } from '@jest/globals';
import { ConfigInvalid, readConfig } from './config.ts';

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment, '/balie');
  } catch (error) {
    if (error instanceof ConfigInvalid) return error.faults;
    throw error;
  }
  return [];
}
const namesOf = (faults: readonly string[]) => faults.map((fault) => fault.split(':')[0]).sort();

it('needs nothing to be set', () => {
  expect(readConfig({}, '/balie')).toMatchObject({
    port: 3000,
    role: 'all',
    databaseUrl: undefined,
    dataDir: '/balie/data',
    publicUrl: 'http://localhost:3000',
    allowPrivateHosts: false,
  });
});

it('takes an empty value for no value', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '', BALIE_LOG_LEVEL: '' }, '/balie')).toMatchObject({
    port: 3000,
    databaseUrl: undefined,
    logLevel: 'info',
  });
});

it('names every fault at once: unknown names, bad values, and what lacks its companion', () => {
  const environment = { PORT: 'nine', BALIE_ROLE: 'worker', BALIE_S3_BUCKET: 'files', BALIE_SECRET_KEY: 'short', BALIE_COLOUR: 'red' };
  expect(namesOf(faultsOf(environment))).toEqual([
    'BALIE_COLOUR',
    'BALIE_ROLE',
    'BALIE_ROLE',
    'BALIE_S3_BUCKET',
    'BALIE_SECRET_KEY',
    'PORT',
  ]);
});

it('never repeats a secret in what it says', () => {
  expect(faultsOf({ BALIE_SECRET_KEY: 'hunter2', DATABASE_URL: 'mysql://u:hunter2@host' }).join('\n')).not.toContain('hunter2');
});

it('ignores variables of others', () => {
  expect(faultsOf({ PATH: '/bin', NODE_ENV: 'production', REDIS_HOST: 'x' })).toEqual([]);
});
