import { execFile } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { compiledServer } from './support/compiled-server.ts';

it('names, in the trace of what went wrong, the line of our source', async () => {
  const main = await compiledServer();
  const config = pathToFileURL(path.join(path.dirname(main), 'platform/config/config.js')).href;
  const program = `
    import { setSourceMapsSupport } from 'node:module';
    setSourceMapsSupport(true, { nodeModules: false });
    const { readConfig } = await import('${config}');
    try { readConfig({ PORT: 'x' }, '/'); } catch (error) { console.log(error.stack); }`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
  expect(stdout).toContain(`${path.resolve(import.meta.dirname, '../src/platform/config/config.ts')}:`);
});
