import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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

describe('the certificate of the SMTP server', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-config-'));
    await Promise.all(
      ['a', 'b'].map((name) => {
        const files = ['-keyout', path.join(dir, `${name}.key`), '-out', path.join(dir, `${name}.pem`)];
        return promisify(execFile)('openssl', ['req', '-x509', '-newkey', 'ed25519', '-nodes', '-subj', '/CN=shop.nl', ...files]);
      }),
    );
  });
  afterAll(() => fs.rm(dir, { recursive: true, force: true }));
  const listening = (cert: string, key: string, more: Record<string, string> = {}) =>
    faultsOf({
      BALIE_SMTP_LISTEN_PORT: '2525',
      BALIE_SMTP_DOMAIN: 'shop.nl',
      BALIE_SMTP_TLS_CERT: path.join(dir, cert),
      BALIE_SMTP_TLS_KEY: path.join(dir, key),
      ...more,
    });

  it('may be given', () => expect(listening('a.pem', 'a.key')).toEqual([]));

  it('is looked at before anything starts, together with the rest', () => {
    const faults = listening('none.pem', 'none.key', { PORT: 'nine' });
    expect(namesOf(faults)).toEqual(['BALIE_SMTP_TLS_CERT', 'BALIE_SMTP_TLS_KEY', 'PORT']);
    expect(faults.join()).toContain('none.pem cannot be read (ENOENT)');
    expect(namesOf(listening('a.key', 'a.pem'))).toEqual(['BALIE_SMTP_TLS_CERT', 'BALIE_SMTP_TLS_KEY']);
    expect(listening('a.pem', 'b.key').join()).toContain('not the key of the certificate');
  });

  it('is no business of a process that takes in no mail', () => {
    const shared = { BALIE_ROLE: 'web', DATABASE_URL: 'postgres://x/y', REDIS_URL: 'redis://x' };
    expect(listening('none.pem', 'none.key', shared)).toEqual([]);
  });
});

it('never repeats a secret in what it says', () => {
  expect(faultsOf({ BALIE_SECRET_KEY: 'hunter2', DATABASE_URL: 'mysql://u:hunter2@host' }).join('\n')).not.toContain('hunter2');
});

it('ignores variables of others', () => {
  expect(faultsOf({ PATH: '/bin', NODE_ENV: 'production', REDIS_HOST: 'x' })).toEqual([]);
});
