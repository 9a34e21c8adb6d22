import fs from 'node:fs';
import path from 'node:path';

export class DataDirInUse extends Error {}

/**
 * Keeps a second Balie off the same data folder. A lock left by a killed process is taken over.
 * @returns removes the lock
 * @throws {DataDirInUse}
 */
export function lockDataDir(dataDir: string): () => void {
  fs.mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, 'balie.pid');
  const holder = fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : 0;
  if (holder && holder !== process.pid && isBalie(holder)) {
    throw new DataDirInUse(`Another Balie (process ${holder}) already uses ${dataDir}. Stop it, or set BALIE_DATA_DIR to another folder.`);
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
