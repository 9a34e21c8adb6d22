import { randomBytes } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { SignedInColleague } from '../../../src/modules/agents/testing/people.ts';
import { hashToken, SecretBox } from '../../../src/platform/crypto/secret-box.ts';
import { type Tx, UnitOfWork } from '../../../src/platform/database/unit-of-work.ts';
import { FileStorage } from '../../../src/platform/storage/file-storage.ts';
import type { TestApp } from '../test-app.ts';
import { plantBol, plantedFacts } from './planted-bol.ts';
import { plantCall } from './planted-calls.ts';
import { plantChat } from './planted-chat.ts';
import { plantImport } from './planted-import.ts';
import { NORM_NAMES, type PlantedNorms, plantNorms } from './planted-norms.ts';
import { ORDER_NAMES, type PlantedOrders, plantOrders } from './planted-orders.ts';
import { plantPersonal } from './planted-personal.ts';
import { plantRouting } from './planted-routing.ts';
import { type PlantedRules, plantRules, RULE_NAMES } from './planted-rules.ts';
import { type PlantedSla, plantSla, SLA_NAMES } from './planted-sla.ts';
import { plantWhatsApp } from './planted-whatsapp.ts';

/** One of everything an organisation has, by the name of what it is. `me` is who looks at it. */
export interface Planted extends PlantedOrders, PlantedNorms, PlantedRules, PlantedSla {
  readonly organisation: string;
  readonly me: string;
  readonly shop: string;
  readonly colleague: string;
  readonly team: string;
  readonly invitation: string;
  readonly session: string;
  readonly contact: string;
  /** Of the contact. */
  readonly identity: string;
  /** Another one, without tickets. */
  readonly secondContact: string;
  readonly channelAccount: string;
  readonly phoneAccount: string;
  readonly call: string;
  readonly whatsAppNumber: string;
  readonly chatAccount: string;
  readonly chatVisitor: string;
  readonly chatFile: string;
  readonly bolAccount: string;
  readonly failedMessage: string;
  readonly ticket: string;
  readonly ticketNumber: string;
  /** Another one, without messages. */
  readonly secondTicket: string;
  /** An outbound message whose delivery failed. */
  readonly message: string;
  readonly attachment: string;
  /** Uploaded by `me`, in no message yet. */
  readonly upload: string;
  readonly notification: string;
  /** Still taking files. */
  readonly importRun: string;
}

/**
 * Puts a row into every table of an organisation.
 * @param marker one word that stands in every text of it, so that a leak is seen wherever it comes out
 */
export async function plant(app: TestApp, actor: SignedInColleague, marker: string): Promise<Planted> {
  const unique = randomBytes(5).toString('hex');
  const organisation = actor.organisationId;
  const ids = Object.fromEntries(NAMES.map((name) => [name, newId()])) as unknown as Record<(typeof NAMES)[number], string>;
  const planted = { ...ids, organisation, me: actor.id, ticketNumber: String(Number.parseInt(unique.slice(0, 7), 16) + 1000) };
  const storageKey = `planted/${unique}`;
  const contents = Buffer.from(`Subject: ${marker}\r\n\r\n${marker}`);
  await app.app.get(FileStorage).put(storageKey, contents);
  const mark = (text: string) => `${marker} ${text} ${unique}`;
  const address = `${marker}-${unique}@planted.test`;
  const secrets = app.app.get(SecretBox).seal({ imapPassword: marker, smtpPassword: marker }, planted.channelAccount);
  const endpoint = { host: `${marker}.planted.test`, port: 1, security: 'none', user: address };

  await app.app.get(UnitOfWork).system('housekeeping', async (tx) => {
    const insert = insertInto(tx, organisation);
    await insert('shops', { id: planted.shop, name: mark('shop'), signature_html: mark('signature') });
    await insert('agents', { id: planted.colleague, name: mark('colleague'), email: `c-${address}`, password_hash: marker, role: 'agent' });
    await insert('teams', { id: planted.team, name: mark('team') });
    await insert('team_members', { team_id: planted.team, agent_id: planted.colleague });
    await insert('team_members', { team_id: planted.team, agent_id: actor.id });
    await insert('sessions', {
      id: planted.session,
      agent_id: actor.id,
      token_hash: secret(),
      ip: marker,
      user_agent: marker,
      expires_at: LATER,
    });
    await insert('invitations', {
      id: planted.invitation,
      email: `i-${address}`,
      role: 'agent',
      token_hash: secret(),
      invited_by: planted.colleague,
      expires_at: LATER,
    });
    await insert('password_resets', { id: newId(), agent_id: planted.colleague, token_hash: secret(), expires_at: LATER });
    await insert('contacts', { id: planted.contact, name: mark('contact'), note: marker });
    await insert('contact_identities', { id: planted.identity, contact_id: planted.contact, kind: 'email', value: address });
    await insert('contacts', { id: planted.secondContact, name: mark('second contact'), note: marker });
    const [lower, higher] = [planted.contact, planted.secondContact].sort();
    await insert('different_contacts', { contact_id: lower, other_id: higher, decided_by: actor.id, decided_at: NOW });
    await insert('channel_accounts', {
      id: planted.channelAccount,
      shop_id: planted.shop,
      kind: 'email',
      name: mark('mailbox'),
      address,
      status: 'paused', // Nobody pulls it while the test runs.
      settings: JSON.stringify({ imap: endpoint, smtp: endpoint }),
      secrets,
      last_error: marker,
    });
    await insert('sendings', { channel_account_id: planted.channelAccount, at: NOW, count: 1 });
    await insert('automatic_answers', { channel_account_id: planted.channelAccount, address, at: NOW });
    await insert('mailbox_cursors', { channel_account_id: planted.channelAccount, folder: marker, uid_validity: 1, last_uid: 1 });
    await insert('raw_messages', {
      id: planted.failedMessage,
      channel_account_id: planted.channelAccount,
      external_key: unique,
      storage_key: storageKey,
      size_bytes: contents.byteLength,
      summary: mark('raw'),
      state: 'failed',
      reason: marker,
      received_at: NOW,
    });
    await insert('tickets', {
      id: planted.ticket,
      number: planted.ticketNumber,
      shop_id: planted.shop,
      channel_account_id: planted.channelAccount,
      channel_kind: 'email',
      contact_id: planted.contact,
      subject: mark('subject'),
      assignee_id: actor.id,
      team_id: planted.team,
      tags: [marker],
      reply_token: `${marker}${unique}`,
      preview: marker,
      last_direction: 'inbound',
      last_message_at: NOW,
      last_inbound_at: NOW,
      waiting_since: NOW,
      has_failed_delivery: true,
      message_count: 1,
    });
    await insert('tickets', {
      id: planted.secondTicket,
      number: Number(planted.ticketNumber) + 1,
      shop_id: planted.shop,
      channel_account_id: planted.channelAccount,
      channel_kind: 'email',
      contact_id: planted.contact,
      subject: mark('second subject'),
      reply_token: `${marker}second${unique}`,
      preview: marker,
      last_direction: 'inbound',
      last_message_at: NOW,
    });
    await tx.query('insert into tags (organisation_id, name) values ($1, $2) on conflict do nothing', [organisation, marker]);
    await insert('ticket_tags', { ticket_id: planted.ticket, name: marker });
    await insert('messages', {
      id: planted.message,
      ticket_id: planted.ticket,
      channel_account_id: planted.channelAccount,
      channel_kind: 'email',
      direction: 'outbound',
      author_agent_id: actor.id,
      author_name: marker,
      author_address: address,
      subject: marker,
      to_addresses: JSON.stringify([{ address, name: marker }]),
      html: marker,
      text: marker,
      full_html: marker,
      full_text: marker,
      delivery_state: 'failed',
      delivery_reason: marker,
      marketplace: plantedFacts(marker),
    });
    await plantCall(insert, planted, {
      mark: marker,
      unique,
      secrets: app.app.get(SecretBox).seal({ secret: marker }, planted.phoneAccount),
    });
    await plantWhatsApp(insert, planted, {
      mark: marker,
      unique,
      secrets: app.app.get(SecretBox).seal({ accessToken: marker, appSecret: marker }, planted.whatsAppNumber),
    });
    await plantChat(insert, planted, {
      mark: marker,
      unique,
      secrets: app.app.get(SecretBox).seal({ current: null, previous: null }, planted.chatAccount),
      tokenHash: secret(),
      storageKey,
    });
    await plantBol(insert, planted, { mark: marker, unique, secrets: app.app.get(SecretBox).seal({}, planted.bolAccount) });
    const file = newId();
    await insert('files', { id: file, sha256: marker + unique, size_bytes: contents.byteLength, storage_key: storageKey });
    for (const [id, message] of [
      [planted.attachment, planted.message],
      [planted.upload, null],
    ]) {
      await insert('attachments', {
        id,
        message_id: message,
        file_id: file,
        uploaded_by: actor.id,
        name: `${marker}.txt`,
        content_type: 'text/plain',
        size_bytes: contents.byteLength,
      });
    }
    await insert('file_links', { attachment_id: planted.attachment, token: secret().toString('hex'), expires_at: LATER });
    await insert('activities', {
      id: newId(),
      ticket_id: planted.ticket,
      type: 'subject_changed',
      data: JSON.stringify({ from: marker, to: marker }),
    });
    await plantPersonal(insert, planted, { mark: marker, unique, agentId: actor.id });
    await insert('awaited_messages', {
      channel_account_id: planted.channelAccount,
      contact_id: planted.contact,
      external_id: `${marker}@planted.test`,
      ticket_id: planted.ticket,
    });
    await plantRouting(insert, tx, planted, marker);
    await plantImport(insert, planted, { mark: marker, unique, startedBy: actor.id, storageKey, sizeBytes: contents.byteLength });
    await plantRules(insert, planted, { mark: marker, unique });
    await plantSla(insert, tx, planted, { mark: marker, unique, secretBox: app.app.get(SecretBox) });
    await plantNorms(insert, tx, planted, { mark: marker, unique });
    await plantOrders(insert, planted, { mark: `${marker}-${unique}`, secretBox: app.app.get(SecretBox) });
    await tx.query(
      `insert into ticket_search (ticket_id, organisation_id, document, heading, last_message_at)
       values ($1, $2, to_tsvector('balie', $3), to_tsvector('balie', $3), $4)`,
      [planted.ticket, organisation, `${marker} ${unique}`, NOW],
    );
  });
  return planted;
}

const [NOW, LATER] = [new Date(), new Date(Date.now() + 24 * 3600 * 1000)];
const NAMES = [
  ...ORDER_NAMES,
  ...RULE_NAMES,
  ...SLA_NAMES,
  ...NORM_NAMES,
  'shop',
  'colleague',
  'team',
  'invitation',
  'session',
  'contact',
  'identity',
  'secondContact',
  'channelAccount',
  'phoneAccount',
  'call',
  'whatsAppNumber',
  'template',
  'chatAccount',
  'chatVisitor',
  'chatFile',
  'bolAccount',
  'failedMessage',
  'ticket',
  'secondTicket',
  'message',
  'attachment',
  'upload',
  'notification',
  'importRun',
] as const;

function secret(): Buffer {
  return hashToken(randomBytes(16).toString('hex'));
}

function insertInto(tx: Tx, organisationId: string) {
  return async (table: string, row: Record<string, unknown>): Promise<void> => {
    const columns = [...Object.keys(row), 'organisation_id'];
    await tx.query(`insert into ${table} (${columns}) values (${columns.map((_, n) => `$${n + 1}`)})`, [
      ...Object.values(row),
      organisationId,
    ]);
  };
}
