import fs from 'node:fs';
import { inRoot, NODE, TYPESCRIPT } from '../lib/place.mjs';
import { runQuietly } from '../lib/run.mjs';

const TABLE = /(<!-- configuration: [^\n]*-->\n)[\s\S]*?(<!-- \/configuration -->)/;

/** What is generated from the code says what the code says. @param {boolean} mend write it anew instead of complaining */
export async function generatedDocuments(mend = false) {
  const { code, output } = await runQuietly(NODE, ['--import', TYPESCRIPT, inRoot('.tools/lib/describe-configuration.mjs')]);
  if (code !== 0) return { code, output };
  const { envExample, table } = JSON.parse(output);
  const readme = fs.readFileSync(inRoot('README.md'), 'utf8');
  if (!TABLE.test(readme)) return { code: 1, output: 'README.md has lost the comments around its table of configuration' };
  const wanted = { '.env.example': envExample, 'README.md': readme.replace(TABLE, (_all, begin, end) => `${begin}\n${table}\n${end}`) };
  const stale = Object.entries(wanted).filter(
    ([file, text]) => !fs.existsSync(inRoot(file)) || fs.readFileSync(inRoot(file), 'utf8') !== text,
  );
  if (mend) for (const [file, text] of stale) fs.writeFileSync(inRoot(file), text);
  const faults = mend
    ? []
    : stale.map(([file]) => `${file} does not fit platform/config/config.ts; "npm run check -- --fix" writes it anew`);
  return { code: faults.length > 0 ? 1 : 0, output: faults.join('\n') };
}
