import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { ImapFlow } from 'imapflow';
import pg from 'pg';
import PostalMime from 'postal-mime';
import { v7 as newId } from 'uuid';
import { MAILBOX } from '../../test/support/connected-shop.ts';

const TABLES = `
  create table contacts (id uuid primary key, address text not null unique, name text not null);
  create table tickets (id uuid primary key, contact_id uuid not null references contacts, subject text not null, last_message_at timestamptz not null);
  create table messages (id uuid primary key, ticket_id uuid not null references tickets, external_id text not null unique, html text, text text,
                         created_at timestamptz not null);
  create table files (id uuid primary key, message_id uuid not null references messages, name text not null, sha256 text not null)`;

/** The least a program can do that keeps mail in tickets: one process, one loop, one transaction for each mail. @returns seconds */
export async function bareIntake(url: string, imapPort: number, dir: string, count: number): Promise<number> {
  const database = new pg.Client({ connectionString: url });
  await database.connect();
  await database.query(TABLES);
  const imap = new ImapFlow({
    host: '127.0.0.1',
    port: imapPort,
    secure: false,
    auth: { user: MAILBOX.address, pass: MAILBOX.password },
    logger: false,
  });
  const start = performance.now();
  let seen = 0;
  await imap.connect();
  try {
    await imap.mailboxOpen('INBOX', { readOnly: true });
    for await (const { source } of imap.fetch('1:*', { source: true })) {
      if (!source) continue;
      await takeIn(database, source, dir);
      seen++;
    }
    if (seen !== count) throw new Error(`The bare loop saw ${seen} of ${count} mails`);
    return (performance.now() - start) / 1000;
  } finally {
    await imap.logout();
    await database.end();
  }
}

async function takeIn(database: pg.Client, source: Buffer, dir: string): Promise<void> {
  const rawId = newId();
  await fs.writeFile(path.join(dir, rawId), source);
  const mail = await PostalMime.parse(source);
  const now = new Date();
  await database.query('begin');
  const { rows: contacts } = await database.query<{ id: string }>(
    `insert into contacts (id, address, name) values ($1, $2, $3)
     on conflict (address) do update set name = excluded.name returning id`,
    [newId(), mail.from?.address ?? '', mail.from?.name ?? ''],
  );
  const references = [mail.inReplyTo, ...(mail.references ?? '').split(/\s+/)].filter(Boolean);
  const { rows: known } = references.length
    ? await database.query<{ id: string }>(`select ticket_id as id from messages where external_id = any($1) limit 1`, [references])
    : { rows: [] };
  const ticketId = known[0]?.id ?? newId();
  if (known.length > 0) await database.query('update tickets set last_message_at = $2 where id = $1', [ticketId, now]);
  else await database.query('insert into tickets values ($1, $2, $3, $4)', [ticketId, contacts[0]?.id, mail.subject ?? '', now]);
  await database.query('insert into messages values ($1, $2, $3, $4, $5, $6)', [
    rawId,
    ticketId,
    mail.messageId,
    mail.html,
    mail.text,
    now,
  ]);
  for (const file of mail.attachments) {
    const contents = Buffer.from(file.content as ArrayBuffer);
    const sha256 = createHash('sha256').update(contents).digest('hex');
    await fs.writeFile(path.join(dir, sha256), contents);
    await database.query('insert into files values ($1, $2, $3, $4)', [newId(), rawId, file.filename ?? '', sha256]);
  }
  await database.query('commit');
}
