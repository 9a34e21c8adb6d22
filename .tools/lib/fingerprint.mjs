import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { inRoot, ROOT } from './place.mjs';

/** Hash over names and contents of files and whole folders; what is missing counts as missing. @param paths from the root */
export function fingerprintOf(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((entry) => filesUnder(inRoot(entry))).sort()) {
    hash.update(`${path.relative(ROOT, file)}\0`);
    hash.update(fs.readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * Does `work` only when the fingerprint differs from the one of the last success or a result is missing.
 * @param {{ name: string, fingerprint: string, results: string[] }} stamp results: files that must exist, from the root
 * @returns {Promise<boolean>} whether it was done now
 */
export async function unlessUnchanged({ name, fingerprint, results }, work) {
  // Beside the packages, so that removing node_modules forgets everything.
  const file = inRoot('node_modules/.balie', name);
  const known = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  if (known === fingerprint && results.every((result) => fs.existsSync(inRoot(result)))) return false;
  fs.rmSync(file, { force: true });
  await work();
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, fingerprint);
  return true;
}

function filesUnder(entry) {
  const stat = fs.statSync(entry, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [entry];
  return fs.readdirSync(entry, { withFileTypes: true }).flatMap((child) => {
    if (child.name === 'node_modules') return [];
    return child.isDirectory() ? filesUnder(path.join(entry, child.name)) : [path.join(entry, child.name)];
  });
}
