import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Options, transformSync } from '@swc/core';

const OPTIONS: Options = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2023',
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
  swcrc: false,
};

let taken = false;

/** Node takes types away by itself, but knows no decorators. @param cacheDir where what was compiled is kept, by its contents */
export function takeInTypeScript(cacheDir: string): void {
  if (taken) return;
  taken = true;
  process.setSourceMapsEnabled(true);
  const globals = new URL('./jest-globals.ts', import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === '@jest/globals' ? { url: globals, shortCircuit: true } : next(specifier, context),
    load: (url, context, next) => {
      const file = fileOf(url);
      if (!file?.endsWith('.ts') || file.includes('/node_modules/')) return next(url, context);
      return { format: 'module', source: compiled(file, cacheDir), shortCircuit: true };
    },
  });
}

function fileOf(url: string): string | undefined {
  return url.startsWith('file:') ? fileURLToPath(url) : undefined;
}

function compiled(file: string, cacheDir: string): string {
  const source = fs.readFileSync(file, 'utf8');
  const key = createHash('sha256')
    .update(`${JSON.stringify(OPTIONS)}\n${file}\n${source}`)
    .digest('hex');
  const kept = path.join(cacheDir, 'one-realm', `${key}.js`);
  try {
    return fs.readFileSync(kept, 'utf8');
  } catch {
    const { code } = transformSync(source, { ...OPTIONS, filename: file });
    fs.mkdirSync(path.dirname(kept), { recursive: true });
    // Two processes may do it at once: whoever is last puts the same there.
    const part = `${kept}.${process.pid}`;
    fs.writeFileSync(part, code);
    fs.renameSync(part, kept);
    return code;
  }
}
