import fs from 'node:fs';
import { fingerprintOf, unlessUnchanged } from './fingerprint.mjs';
import { installFingerprint } from './install.mjs';
import { inRoot, NODE } from './place.mjs';
import { precompress } from './precompress.mjs';
import { firstLines, runQuietly } from './run.mjs';
import { step } from './step.mjs';
import { Trouble } from './trouble.mjs';

/** Compiles the server into server/dist when its sources changed. `shared` and `migrations` run as they are. */
export function buildServer() {
  const fingerprint = `${fingerprintOf(['server/src', 'server/.swcrc'])}-${installFingerprint()}`;
  return unlessUnchanged({ name: 'server', fingerprint, results: ['server/dist/main.js'] }, () =>
    step('Building the server', () =>
      intoFreshFolder('server', async (folder) => {
        const swc = inRoot('server/node_modules/@swc/cli/bin/swc.js');
        const flags = ['--config-file', '../.swcrc', '--ignore', '**/*.spec.ts,**/testing/**', '--quiet'];
        // From within: the maps name the sources by the way from where the code lies.
        await mustRun(NODE, [swc, '.', '--out-dir', `../${folder}`, ...flags], inRoot('server/src'));
      }),
    ),
  );
}

/** Builds the console into web/dist, with a .br and .gz beside each file that gains by it, when its sources changed. */
export function buildWeb() {
  const sources = ['web/src', 'web/public', 'web/index.html', 'web/vite.config.ts', 'web/tsconfig.json', 'shared/src'];
  const fingerprint = `${fingerprintOf(sources)}-${installFingerprint()}`;
  return unlessUnchanged({ name: 'web', fingerprint, results: ['web/dist/index.html'] }, () =>
    step('Building the console', () =>
      intoFreshFolder('web', async (folder) => {
        const vite = inRoot('web/node_modules/vite/bin/vite.js');
        await mustRun(NODE, [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'], inRoot('web'));
        await precompress(inRoot('web', folder));
      }),
    ),
  );
}

/** What the widget may weigh as gzip, in bytes: a shop's page carries it. */
const HEAVIEST_WIDGET = 30_000;

/** Builds the chat widget into web/widget/dist when its sources changed. Too heavy a one is no build. */
export function buildWidget() {
  const sources = ['web/widget/src', 'web/widget/public', 'web/widget/vite.config.ts', 'web/widget/tsconfig.json', 'shared/src/contracts'];
  const fingerprint = `${fingerprintOf(sources)}-${installFingerprint()}`;
  return unlessUnchanged({ name: 'widget', fingerprint, results: ['web/widget/dist/widget.js'] }, () =>
    step('Building the chat widget', () =>
      intoFreshFolder('web/widget', async (folder) => {
        const vite = inRoot('web/widget/node_modules/vite/bin/vite.js');
        await mustRun(NODE, [vite, 'build', '--outDir', folder, '--emptyOutDir', '--logLevel', 'warn'], inRoot('web/widget'));
        await precompress(inRoot('web/widget', folder));
        const { size } = fs.statSync(inRoot('web/widget', folder, 'widget.js.gz'));
        if (size > HEAVIEST_WIDGET) throw new Trouble(`The chat widget weighs ${size} bytes as gzip; it may weigh ${HEAVIEST_WIDGET}.`);
      }),
    ),
  );
}

/** Lets `build` fill a new folder and then puts it in the place of <package>/dist: never half a build, no leftovers. */
async function intoFreshFolder(packageDir, build) {
  const folder = 'node_modules/.balie/dist';
  const fresh = inRoot(packageDir, folder);
  const dist = inRoot(packageDir, 'dist');
  fs.rmSync(fresh, { recursive: true, force: true });
  await build(folder);
  fs.rmSync(dist, { recursive: true, force: true });
  fs.renameSync(fresh, dist);
}

async function mustRun(command, args, cwd) {
  const { code, output } = await runQuietly(command, args, { cwd });
  if (code !== 0) throw new Trouble(`\nThe build failed:\n${firstLines(output, 40)}`);
}
