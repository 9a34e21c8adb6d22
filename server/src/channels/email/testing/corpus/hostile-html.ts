import fs from 'node:fs';
import path from 'node:path';

/**
 * Ways in which HTML tries to run something or to call home, by name. `spoor.test` is where all of them would be seen. A
 * file of its own, because the proof in a real browser reads it too.
 */
export const HOSTILE_HTML = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, 'hostile-html.json'), 'utf8')) as Readonly<
  Record<string, string>
>;
