import 'reflect-metadata';
import fs from 'node:fs';
import path from 'node:path';
import { startApplication } from './application.ts';
import { ConfigInvalid, readConfig } from './platform/config/config.ts';
import { lockDataDir } from './platform/database/data-dir-lock.ts';
import { sentenceFor } from './start-errors.ts';

/** Starts Balie, says where it is, and ends it in an orderly way on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const root = path.resolve(import.meta.dirname, '../..');
  const envFile = path.join(root, '.env');
  if (fs.existsSync(envFile)) process.loadEnvFile(envFile);
  const config = readConfig(process.env, root);
  const unlock = config.databaseUrl ? () => undefined : lockDataDir(config.dataDir);
  const application = await startApplication(config, { webDir: path.join(root, 'web/dist') });
  console.log(application.url ? `Balie is ready at ${application.url}` : 'Balie works on mail and jobs (no console in this process)');

  let ending = false;
  const end = (signal: NodeJS.Signals) => {
    if (ending) return;
    ending = true;
    console.log(`${signal}: finishing running work`);
    application.close().then(
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
}

main().catch((error: unknown) => {
  if (error instanceof ConfigInvalid) {
    console.error(`Balie cannot start, these settings are not right:\n${error.faults.map((fault) => `  ${fault}`).join('\n')}`);
  } else {
    console.error(sentenceFor(error));
  }
  process.exit(1);
});
