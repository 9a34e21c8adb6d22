import fs from 'node:fs/promises';
import net from 'node:net';
import pg from 'pg';
import type { EmbeddedServer } from '../../src/platform/database/embedded-server.ts';
import { folderForPostgres, startHastyPostgres } from './hasty-postgres.ts';
import { freePort } from './test-app.ts';

/** A PostgreSQL of its own that keeps its address when it goes down and comes back. */
export class RestartablePostgres {
  private constructor(
    private readonly dir: string,
    private server: EmbeddedServer,
    private readonly front: net.Server,
    private readonly port: number,
  ) {}

  /** With one empty database. */
  static async start(): Promise<RestartablePostgres> {
    const dir = await folderForPostgres('balie-postgres-');
    const port = await freePort();
    const front = net.createServer((socket) => postgres.connect(socket));
    const postgres = new RestartablePostgres(dir, await startHastyPostgres(dir), front, port);
    await new Promise<void>((resolve) => front.listen(port, '127.0.0.1', resolve));
    await postgres.ask('postgres', 'create database balie');
    return postgres;
  }

  /** Superuser address. */
  get url(): string {
    return this.urlOf('balie');
  }

  /** Past all fences, over a connection of its own. */
  async ask<Row extends pg.QueryResultRow>(database: string, sql: string, values: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.urlOf(database) });
    await client.connect();
    try {
      return (await client.query<Row>(sql, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** All connections are cut. @param crash nothing is written any more: what was not on disk is lost */
  async restart({ crash }: { crash: boolean }): Promise<void> {
    if (crash && this.server.pid !== undefined) process.kill(this.server.pid, 'SIGQUIT');
    await this.server.stop();
    this.server = await startHastyPostgres(this.dir);
  }

  async stop(): Promise<void> {
    this.front.close();
    await this.server.stop();
    await fs.rm(this.dir, { recursive: true, force: true });
  }

  private urlOf(database: string): string {
    const url = new URL(this.server.url(database));
    url.port = String(this.port);
    url.searchParams.delete('host');
    return url.href;
  }

  private connect(socket: net.Socket): void {
    const inside = net.connect(Number(new URL(this.server.url('balie')).port), '127.0.0.1');
    socket.on('error', () => inside.destroy()).on('close', () => inside.destroy());
    inside.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.pipe(inside).pipe(socket);
  }
}
