import 'reflect-metadata';
import path from 'node:path';
import type * as Applications from '../../src/application.ts';
import type * as Configs from '../../src/platform/config/config.ts';
import { answerOverChannel } from './answering.ts';

/**
 * The built server for browser journeys, one after the other in one process: to load the program takes longer than many
 * a journey. Each has variables of the environment, a database, a data folder and a port of its own.
 */

const ROOT = path.resolve(import.meta.dirname, '../../..');
const built = (file: string): Promise<unknown> => import(path.join(ROOT, 'server/dist', file));
const { startApplication } = (await built('application.js')) as typeof Applications;
const { readConfig } = (await built('platform/config/config.js')) as typeof Configs;

const running = new Map<string, Applications.Application>();

/** As `main.ts` does it. @returns its address, by which it is ended */
async function start(environment: Record<string, string>): Promise<string> {
  const folders = { webDir: path.join(ROOT, 'web/dist'), widgetDir: path.join(ROOT, 'web/widget/dist') };
  const application = await startApplication(readConfig(environment, ROOT), folders);
  const url = application.url ?? '';
  running.set(url, application);
  return url;
}

async function end(url: string): Promise<void> {
  const application = running.get(url);
  running.delete(url);
  await application?.close();
}

answerOverChannel({ start, end }, () => Promise.all([...running.keys()].map(end)));
