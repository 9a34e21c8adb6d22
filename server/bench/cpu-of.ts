import fs from 'node:fs/promises';
import { familyOf } from './memory-of.ts';

/** Linux counts in hundredths of a second, whatever the kernel's own beat. */
const TICKS_PER_SECOND = 100;

/**
 * Processor seconds that these processes and everything below them have used so far, those that have ended included:
 * their parents count them when they are gone.
 */
export async function cpuSecondsOf(...roots: number[]): Promise<number> {
  const ticks = await Promise.all((await familyOf(roots)).map(ticksOf));
  return ticks.reduce((sum, each) => sum + each, 0) / TICKS_PER_SECOND;
}

async function ticksOf(pid: number): Promise<number> {
  const stat = await fs.readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name in parentheses may hold anything; after it come state, parent and so on: utime, stime, cutime, cstime are fields 12 to 15.
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 15)
    .map(Number);
  return fields.reduce((sum, each) => sum + (each || 0), 0);
}
