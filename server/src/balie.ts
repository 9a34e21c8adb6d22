import 'reflect-metadata';
import fs from 'node:fs';
import path from 'node:path';
import { startApplication } from './application.ts';
import { ConfigInvalid, readConfig } from './platform/config/config.ts';
import { claimDataDir } from './platform/database/data-dir-lock.ts';
import { sentenceFor } from './start-errors.ts';

/** Starts Balie, says where it is, and ends it in an orderly way on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const root = path.resolve(import.meta.dirname, '../..');
  const envFile = path.join(root, '.env');
  if (fs.existsSync(envFile)) process.loadEnvFile(envFile);
  const config = readConfig(process.env, root);
  const unlock = claimDataDir(config);
  const starting = startApplication(config, {
    webDir: path.join(root, 'web/dist'),
    widgetDir: path.join(root, 'web/widget/dist'),
  });

  let ending = false;
  const end = (reason: string) => {
    if (ending) return;
    ending = true;
    console.log(`${reason}: finishing running work`);
    // Also while it still starts: a database of ours that came up has to go down again.
    starting
      .then((application) => application.close())
      .then(
        () => {
          unlock();
          process.exit(0);
        },
        (error: unknown) => {
          console.error('Balie could not end in an orderly way:', error);
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  // The terminal was closed.
  process.on('SIGHUP', end);
  // Whoever started us through a channel (`npm start`) was killed: do not live on alone, nor stumble over its closed ears.
  process.on('disconnect', () => end('The starter is gone'));
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

  const application = await starting;
  if (ending) return;
  console.log(application.url ? `Balie is ready at ${application.url}` : 'Balie works on mail and jobs (no console in this process)');
}

main().catch((error: unknown) => {
  if (error instanceof ConfigInvalid) {
    console.error(`Balie cannot start, these settings are not right:\n${error.faults.map((fault) => `  ${fault}`).join('\n')}`);
  } else {
    console.error(sentenceFor(error));
  }
  process.exit(1);
});
