import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import pg from 'pg';
import { type Called, type Load, startCaller } from './caller-process.ts';

/** What is possible at all: a route that inserts the body as one row and answers. The same PostgreSQL, the same caller. */
export async function bareReceiver(admin: pg.Client, load: Load): Promise<Called> {
  await admin.query('create table bare_hooks (id bigint generated always as identity primary key, body text not null)');
  const { host, port, user, password, database } = admin;
  const pool = new pg.Pool({ host, port, user, password: password ?? '', database: database ?? '', max: 10 });
  const app = fastify();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.post('/hook', async (request) => {
    await pool.query({ name: 'bare', text: 'insert into bare_hooks (body) values ($1)', values: [request.body] });
    return '';
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  try {
    const { port: at } = app.server.address() as AddressInfo;
    return await startCaller({ ...load, url: `http://127.0.0.1:${at}/hook` });
  } finally {
    await app.close();
    await pool.end();
    await admin.query('drop table bare_hooks');
  }
}
