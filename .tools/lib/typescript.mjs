import { readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * `node --import ./.tools/lib/typescript.mjs file.ts` runs TypeScript as the build would compile it, decorators
 * included, without a build: for development, benchmarks, the demo and the helpers of the tests.
 */

const server = new URL('../../server/', import.meta.url);
const { transformSync } = createRequire(new URL('package.json', server))('@swc/core');
const settings = JSON.parse(readFileSync(new URL('.swcrc', server), 'utf8'));
// Left to itself, Node would look for the `.js` that only a build makes.
settings.jsc.rewriteRelativeImportExtensions = false;

registerHooks({
  load(url, context, next) {
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...settings, filename, swcrc: false, sourceMaps: 'inline' });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
