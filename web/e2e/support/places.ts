import path from 'node:path';

/** Where things are, for the processes that journeys start. */
export const ROOT = path.resolve(import.meta.dirname, '../../..');
export const NODE = path.join(ROOT, 'node_modules/.bin/node');
export const TYPESCRIPT = path.join(ROOT, '.tools/lib/typescript.mjs');
/** What Node compiled once, it need not compile for every journey. */
export const COMPILE_CACHE = path.join(ROOT, 'node_modules/.cache/compiled');
export const SCREENS = path.join(ROOT, 'web/test-results/screens');
