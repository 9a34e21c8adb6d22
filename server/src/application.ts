import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule, type AppOptions } from './app.module.ts';
import type { Config } from './platform/config/config.ts';
import { type Database, openDatabase } from './platform/database/database.ts';
import { httpAdapter, prepareHttp } from './platform/http/http-server.ts';
import { LingeringConnections } from './platform/http/lingering-connections.ts';
import { API_PREFIX } from './platform/http/route-list.ts';
import { Realtime } from './platform/realtime/realtime.ts';

export interface Application {
  readonly app: NestFastifyApplication;
  /** Where it listens; undefined for a worker. */
  readonly url: string | undefined;
  /** Finishes running work, then closes everything, the own database last. */
  close(): Promise<void>;
}

export interface ApplicationOptions extends AppOptions {
  /** Folder of the built console. */
  readonly webDir?: string;
  /** Folder of the built chat widget. */
  readonly widgetDir?: string;
  /** An open database to use instead of the configured one; it is not closed. */
  readonly database?: Database;
}

/** Brings the whole server up. */
export async function startApplication(config: Config, options: ApplicationOptions = {}): Promise<Application> {
  const database = options.database ?? (await openDatabase(config));
  const closeDatabase = async () => {
    if (!options.database) await database.close();
  };
  let app: NestFastifyApplication | undefined;
  try {
    app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, database, options), httpAdapter(config), {
      // What it calls an error it also throws, and it is said once: by the caller.
      logger: ['fatal', 'warn'],
      abortOnError: false,
      // Providers sign the bytes they send, not what we make of them.
      rawBody: true,
    });
    const started = app;
    app.setGlobalPrefix(API_PREFIX);
    await prepareHttp(app, config, options);
    const lingering = new LingeringConnections(app.getHttpServer() as Server);
    const realtime = app.get(Realtime);
    await realtime.attach(config.role === 'worker' ? undefined : app.getHttpServer());
    if (config.role === 'worker') await app.init();
    else await app.listen(config.port, config.host);
    return {
      app,
      url: config.role === 'worker' ? undefined : urlOf(app.getHttpServer().address() as AddressInfo),
      close: async () => {
        const callOff = lingering.cutSoon();
        await started.close().finally(callOff);
        await closeDatabase();
      },
    };
  } catch (error) {
    await app?.close().catch(() => undefined); // The first error tells more.
    await closeDatabase();
    throw error;
  }
}

function urlOf(address: AddressInfo): string {
  const host = address.address === '0.0.0.0' || address.address === '::' ? 'localhost' : address.address;
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}
