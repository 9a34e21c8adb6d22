import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The name of the program that a process runs, without its folder; undefined when there is no such process. */
export async function programName(pid: number): Promise<string | undefined> {
  // Slim images have no `ps`.
  if (process.platform === 'linux') return nameIn(await fs.readFile(`/proc/${pid}/comm`, 'utf8').catch(() => ''));
  const { stdout } = await run('ps', ['-o', 'comm=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return nameIn(stdout);
}

/** @param said a name, or as on macOS the whole path */
export function nameIn(said: string): string | undefined {
  return path.basename(said.trim()) || undefined;
}
