import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import fastify from 'fastify';
import pg from 'pg';
import { Durations } from './percentiles.ts';

/** The same statements on a bare connection, prepared once, without HTTP, validation or mapping. */
export async function bareSql(
  url: string,
  organisationId: string,
  statements: readonly { sql: string; parameters: readonly unknown[] }[],
): Promise<Durations> {
  const client = new pg.Client({ connectionString: url, options: '-c role=balie_app' });
  await client.connect();
  await client.query(`select set_config('balie.organisation_id', $1, false)`, [organisationId]);
  const durations = new Durations();
  for (let round = 0; round < 60; round++) {
    const started = performance.now();
    for (const [index, { sql, parameters }] of statements.entries()) {
      await client.query({ name: `raw${index}`, text: sql, values: [...parameters] });
    }
    if (round >= 10) durations.add(performance.now() - started);
  }
  await client.end();
  return durations;
}

/** A bare Fastify route in this process that answers the same bytes; one question at a time. */
export async function bareHttp(payload: Buffer): Promise<Durations> {
  const app = fastify();
  app.get('/', (_request, reply) => reply.type('application/json').send(payload));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const durations = new Durations();
  for (let round = 0; round < 300; round++) {
    const started = performance.now();
    await new Promise<void>((resolve, reject) => {
      http.get({ port, host: '127.0.0.1', path: '/', agent }, (response) => response.resume().on('end', resolve)).on('error', reject);
    });
    if (round >= 50) durations.add(performance.now() - started);
  }
  agent.destroy();
  await app.close();
  return durations;
}
