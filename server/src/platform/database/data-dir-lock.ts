import fs from 'node:fs';
import path from 'node:path';
import type { Config } from '../config/config.ts';
import { CannotStart } from '../errors/cannot-start.ts';

/**
 * Makes the data folder and makes sure that it can be written. With a database of our own in it, keeps a second Balie off
 * it; a lock left by a killed process is taken over.
 * @returns gives it free
 * @throws {CannotStart}
 */
export function claimDataDir(config: Pick<Config, 'dataDir' | 'databaseUrl' | 's3' | 'secretKey'>): () => void {
  const isUnused = config.databaseUrl && config.s3 && config.secretKey;
  if (isUnused) return () => undefined;
  prepare(config.dataDir);
  return config.databaseUrl ? () => undefined : lock(config.dataDir);
}

function prepare(dataDir: string): void {
  try {
    fs.mkdirSync(dataDir, { recursive: true });
    const probe = path.join(dataDir, `.balie-${process.pid}`);
    fs.writeFileSync(probe, '');
    fs.rmSync(probe);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CannotStart(
      `The folder ${dataDir} cannot be made or written (${code}). Mend that, or set BALIE_DATA_DIR to a folder that this user may write.`,
    );
  }
}

function lock(dataDir: string): () => void {
  const file = path.join(dataDir, 'balie.pid');
  const holder = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0;
  if (holder && holder !== process.pid && isBalie(holder)) {
    throw new CannotStart(`Another Balie (process ${holder}) already uses ${dataDir}. Stop it, or set BALIE_DATA_DIR to another folder.`);
  }
  fs.writeFileSync(file, String(process.pid));
  return () => fs.rmSync(file, { force: true });
}

function isBalie(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  // A number may have been given to another program since.
  const commandLine = `/proc/${pid}/cmdline`;
  return !fs.existsSync(commandLine) || fs.readFileSync(commandLine, 'utf8').includes('main.');
}
