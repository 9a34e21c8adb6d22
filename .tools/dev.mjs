import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { buildWidget } from './lib/builds.mjs';
import { runInOurPlace } from './lib/child.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, NODE, ROOT, TYPESCRIPT, withPinnedNode } from './lib/place.mjs';
import { RestartedProgram } from './lib/restarted-program.mjs';
import { serverPort } from './lib/server-port.mjs';
import { asTool } from './lib/trouble.mjs';

const WATCHED = ['server/src', 'shared/src', 'migrations/src'];
const SERVER_PORT = serverPort(process.env, inRoot('.env'));
const CONSOLE_PORT = process.env.BALIE_DEV_CONSOLE_PORT ?? '5173';

/** The server from its sources. */
function launchServer() {
  const args = ['--import', TYPESCRIPT, 'server/src/main.ts'];
  const { BALIE_DEV_CONSOLE_PORT: _ours, ...environment } = process.env;
  const env = { BALIE_URL: `http://localhost:${CONSOLE_PORT}`, BALIE_DEMO_SHOP: 'true', ...withPinnedNode(environment) };
  return spawn(NODE, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
}

/** `npm run dev`: the server from its sources, restarted on change, and the console with hot reload in front of it. */
await asTool(async () => {
  await ensureInstalled();
  await buildWidget();
  const server = new RestartedProgram(launchServer);
  for (const folder of WATCHED) {
    fs.watch(inRoot(folder), { recursive: true }, (_event, file) => {
      if (file && /[.]ts$/.test(file) && !/[.]spec[.]ts$/.test(file)) server.changed();
    });
  }
  server.start();
  console.log(`Open http://localhost:${CONSOLE_PORT}: the console reloads by itself; API and sockets go on to port ${SERVER_PORT}.`);
  const vite = inRoot('web/node_modules/vite/bin/vite.js');
  const args = [vite, '--port', CONSOLE_PORT, '--strictPort', '--clearScreen', 'false'];
  const env = { ...withPinnedNode(), BALIE_DEV_SERVER: `http://127.0.0.1:${SERVER_PORT}` };
  const code = await runInOurPlace(NODE, args, { cwd: inRoot('web'), env });
  await server.stop();
  process.exit(code);
});
