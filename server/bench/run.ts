import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Bench, type Row, withTable } from './report.ts';

const HERE = import.meta.dirname;
const RESULTS = path.join(HERE, 'RESULTS.md');
const SUFFIX = '.bench.ts';

/**
 * Runs the named benchmarks (`console`), or all, one after the other, and writes their tables into RESULTS.md.
 * @returns the exit code
 */
export async function runBenches(names: readonly string[]): Promise<number> {
  const files = (await fs.readdir(HERE)).filter((file) => file.endsWith(SUFFIX)).sort();
  const known = files.map((file) => file.slice(0, -SUFFIX.length));
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`No such benchmark: ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
    return 1;
  }
  let failed = false;
  for (const name of names.length > 0 ? names : known) {
    const bench = (await import(`./${name}${SUFFIX}`)) as Bench;
    console.log(`\n${bench.name}`);
    const rows: Row[] = [];
    try {
      await bench.run((row) => {
        rows.push(row);
        console.log(`  ${row.figure}: ${row.value}${row.limit ? `  (raw ${row.limit})` : ''}${row.goal ? `  goal ${row.goal}` : ''}`);
      });
      await fs.writeFile(RESULTS, withTable(await fs.readFile(RESULTS, 'utf8'), bench.name, rows, circumstances()));
    } catch (error) {
      failed = true;
      console.error(`  ${bench.name} failed:`, error);
    }
  }
  return failed ? 1 : 0;
}

function circumstances(): string {
  const [cpu] = os.cpus();
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, ${os.cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${Math.round(os.totalmem() / 2 ** 30)} GB, Node ${process.version}.`;
}
