import fs from 'node:fs/promises';
import path from 'node:path';

/** The process id of the own PostgreSQL in a data folder. */
export async function postgresPid(dataDir: string): Promise<number> {
  const [line] = (await fs.readFile(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n');
  return Number(line);
}
