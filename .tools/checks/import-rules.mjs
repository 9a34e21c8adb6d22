import fs from 'node:fs';
import { inRoot, NODE } from '../lib/place.mjs';
import { runQuietly } from '../lib/run.mjs';

/** Every folder with code of ours. */
export const CODE = [
  'server/src',
  'server/test',
  'server/bench',
  'server/demo',
  'shared/src',
  'migrations/src',
  'web/src',
  'web/widget',
  'web/e2e',
  'web/bench',
];

/** DESIGN.md's "who may import whom": see .dependency-cruiser.mjs. */
export function importRules() {
  const folders = CODE.filter((folder) => fs.existsSync(inRoot(folder)));
  return runQuietly(NODE, [
    inRoot('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
    '--config',
    '.dependency-cruiser.mjs',
    '--output-type',
    'err-long',
    ...folders,
  ]);
}
