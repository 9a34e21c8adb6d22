import path from 'node:path';

/** Where things are. Everything in `.tools` is plain JavaScript: it has to run before anything is installed. */
export const ROOT = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..');

/** The pinned Node, brought by the package `node`; the machine may have an older one. */
export const NODE = path.join(ROOT, 'node_modules/.bin/node');

export const inRoot = (...parts) => path.join(ROOT, ...parts);

/** Environment in which programs of the workspace find the pinned Node first. */
export const withPinnedNode = (environment = process.env) => ({
  ...environment,
  PATH: `${path.dirname(NODE)}${path.delimiter}${environment.PATH ?? ''}`,
});

/** Environment in which Node keeps what it compiled: a start takes a second less. */
export const withCompileCache = (environment = withPinnedNode()) => ({
  ...environment,
  NODE_COMPILE_CACHE: inRoot('node_modules/.cache/compiled'),
});

/** For `node --import`: lets Node run the server's TypeScript without a build. */
export const TYPESCRIPT = inRoot('.tools/lib/typescript.mjs');
