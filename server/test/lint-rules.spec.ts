import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

/** Rules of the house that Biome keeps; each meets what it forbids, and the places that may. */

const ROOT = path.resolve(import.meta.dirname, '../..');

const FORBIDDEN: readonly (readonly [what: string, file: string, text: string, rule: string])[] = [
  ['export *', 'server/src/modules/tickets/all.ts', `export * from './ticket.ts';\n`, 'noReExportAll'],
  [
    'forwardRef',
    'server/src/modules/tickets/tied.ts',
    `import { forwardRef } from '@nestjs/common';\nexport const tied = forwardRef(() => Object);\n`,
    'noRestrictedImports',
  ],
  ['process.env', 'server/src/modules/tickets/told.ts', 'export const port = process.env.PORT;\n', 'noProcessEnv'],
  ['any', 'web/src/ui/anything.ts', 'export const x: any = 1;\n', 'noExplicitAny'],
  [
    'a non-null assertion',
    'shared/src/domain/sure.ts',
    'export const first = (list: string[]) => list[0]!.length;\n',
    'noNonNullAssertion',
  ],
  ['a file name in capitals', 'web/src/ui/BigButton.tsx', 'export const big = 1;\n', 'useFilenamingConvention'],
];
const ALLOWED: readonly (readonly [what: string, file: string, text: string])[] = [
  ['process.env where the environment is read', 'server/src/platform/config/told.ts', 'export const port = process.env.PORT;\n'],
  ['process.env in a spec', 'server/src/modules/tickets/told.spec.ts', 'export const port = process.env.PORT;\n'],
  ['exports by name', 'server/src/modules/tickets/public.ts', `export { ticket } from './ticket.ts';\n`],
];

let dir: string;
let faults: readonly { readonly category: string; readonly location: { readonly path: string } }[];

beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-lint-'));
  await fs.copyFile(path.join(ROOT, '.biome.jsonc'), path.join(dir, '.biome.jsonc'));
  for (const [, file, text] of [...FORBIDDEN, ...ALLOWED]) {
    await fs.mkdir(path.dirname(path.join(dir, file)), { recursive: true });
    await fs.writeFile(path.join(dir, file), text);
  }
  faults = await lint();
});
afterAll(() => fs.rm(dir, { recursive: true, force: true }));

const rulesAgainst = (file: string) =>
  faults.filter(({ location }) => location.path === file).map(({ category }) => category.split('/').at(-1));

it.each(FORBIDDEN)('refuses %s', (_what, file, _text, rule) => {
  expect(rulesAgainst(file)).toEqual([rule]);
});

it.each(ALLOWED)('lets %s pass', (_what, file) => {
  expect(rulesAgainst(file)).toEqual([]);
});

function lint(): Promise<typeof faults> {
  const biome = path.join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--reporter=json', '--vcs-enabled=false', '.'];
  return new Promise((resolve, reject) => {
    // Faults make the exit code non-zero; what counts is the report.
    execFile(process.execPath, args, { cwd: dir }, (_error, stdout, stderr) => {
      if (stdout.startsWith('{')) resolve((JSON.parse(stdout) as { diagnostics: typeof faults }).diagnostics);
      else reject(new Error(`Biome gave no report: ${stderr}`));
    });
  });
}
