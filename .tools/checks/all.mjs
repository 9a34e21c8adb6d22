import { inRoot, NODE } from '../lib/place.mjs';
import { runQuietly } from '../lib/run.mjs';
import { generatedDocuments } from './documents.mjs';
import { fileRules } from './files.mjs';
import { importRules } from './import-rules.mjs';
import { completeLocales } from './locales.mjs';
import { styleClasses } from './style-classes.mjs';

const program = (file, ...args) => runQuietly(NODE, [inRoot('node_modules', file), ...args]);
export const biome = (...args) => program('@biomejs/biome/bin/biome', ...args);
const types = (folder) => program('typescript/bin/tsc', '--project', folder, '--pretty', 'false');

/** By name. Each answers `{ code, output }`; 0 is good. */
export const CHECKS = [
  ['format and lint', () => biome('ci', '--error-on-warnings', '--max-diagnostics=100', '.')],
  ['types of server, shared and migrations', () => types('server')],
  ['types of the console', () => types('web')],
  ['types of the widget', () => types('web/widget')],
  ['import rules', importRules],
  ['dead code', () => program('knip/bin/knip.js', '--config', '.knip.json', '--no-progress')],
  ['files and migrations', fileRules],
  ['texts in all languages', () => completeLocales()],
  ['classes of style sheets', () => styleClasses()],
  ['.env.example and README', () => generatedDocuments()],
];
