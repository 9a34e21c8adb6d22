import fs from 'node:fs/promises';

/** Proportional set size of a process and everything below it, in MB: memory shared among them counts once. */
export async function memoryOf(...roots: number[]): Promise<number> {
  const sizes = await Promise.all((await familyOf(roots)).map(proportionalKilobytes));
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

/** These processes and everything below them. */
export async function familyOf(roots: readonly number[]): Promise<number[]> {
  const parents = await parentsOfAll();
  const family = new Set(roots);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const [pid, parent] of parents) if (family.has(parent)) family.add(pid);
  }
  return [...family];
}

async function parentsOfAll(): Promise<Map<number, number>> {
  const pids = (await fs.readdir('/proc')).map(Number).filter((pid) => pid > 0);
  const parents = new Map<number, number>();
  await Promise.all(
    pids.map(async (pid) => {
      // The name in parentheses may hold anything; the parent is the second field after it.
      const stat = await fs.readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      if (parent) parents.set(pid, parent);
    }),
  );
  return parents;
}

async function proportionalKilobytes(pid: number): Promise<number> {
  const rollup = await fs.readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
}
