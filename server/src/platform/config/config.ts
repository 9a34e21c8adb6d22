import path from 'node:path';
import { z } from 'zod';
import { tlsFileFaults } from './tls-files.ts';

/**
 * Every environment variable Balie knows, documented where it is declared: `.env.example` and the README's table are
 * generated from this schema. Read once at start; nothing else in the code looks at `process.env`.
 */

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `must be an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    );

export const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000).describe('Port of the API, the sockets and the console.'),
  BALIE_HOST: z.string().min(1).default('127.0.0.1').describe('Network address to listen on. 0.0.0.0 for all; put a TLS proxy in front.'),
  BALIE_URL: url('http:', 'https:')
    .optional()
    .describe('Address under which people open the console, used in links. Default: http://localhost:PORT.'),
  BALIE_ROLE: z
    .enum(['all', 'web', 'worker'])
    .default('all')
    .describe('all: one process does everything. web: API and sockets only. worker: mail and jobs only.'),
  DATABASE_URL: url('postgres:', 'postgresql:')
    .optional()
    .describe('PostgreSQL (15 or newer). Default: an own PostgreSQL in BALIE_DATA_DIR.'),
  BALIE_DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(12).describe('Database connections per process.'),
  REDIS_URL: url('redis:', 'rediss:')
    .optional()
    .describe('Redis; needed once several processes serve the console, to carry live updates between them.'),
  BALIE_DATA_DIR: z.string().min(1).default('data').describe('Folder for the own database, files and keys.'),
  BALIE_SECRET_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, 'must be 64 hexadecimal characters (openssl rand -hex 32)')
    .optional()
    .describe('Encrypts the passwords of connected channels. Default: made once and kept in BALIE_DATA_DIR/secret.key.'),
  BALIE_S3_BUCKET: z.string().min(1).optional().describe('Keep files in this S3 bucket instead of BALIE_DATA_DIR/files.'),
  BALIE_S3_ENDPOINT: url('http:', 'https:').optional().describe('Endpoint of an S3-compatible store.'),
  BALIE_S3_REGION: z.string().min(1).default('eu-central-1').describe('Region of the bucket.'),
  BALIE_S3_ACCESS_KEY_ID: z.string().min(1).optional().describe('Key id for the bucket.'),
  BALIE_S3_SECRET_ACCESS_KEY: z.string().min(1).optional().describe('Secret for the bucket.'),
  BALIE_SMTP_URL: url('smtp:', 'smtps:')
    .optional()
    .describe(
      'Server for mail of Balie itself (invitations, password resets, alarms about channels): smtps://user:password@host. Default: the first connected mailbox. Without it, and with one mailbox alone, the mail that warns owners that this mailbox cannot send has no way out: only the console says so.',
    ),
  BALIE_MAIL_FROM: z.email().optional().describe('Sender of that mail. Default: the user of BALIE_SMTP_URL.'),
  BALIE_MAIL_POLL_SECONDS: z.coerce
    .number()
    .min(1)
    .max(3600)
    .default(120)
    .describe('Safety poll of a mailbox beside IMAP IDLE, in seconds.'),
  BALIE_GOOGLE_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Client id of a Google OAuth app, so that owners sign in at Google to connect Gmail. Redirect URI: BALIE_URL/settings/channels/oauth.',
    ),
  BALIE_GOOGLE_CLIENT_SECRET: z.string().min(1).optional().describe('Secret of that app.'),
  BALIE_MICROSOFT_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .describe('Client id of a Microsoft Entra app, so that owners sign in at Microsoft to connect Microsoft 365. The same redirect URI.'),
  BALIE_MICROSOFT_CLIENT_SECRET: z.string().min(1).optional().describe('Secret of that app.'),
  BALIE_MICROSOFT_TENANT: z
    .string()
    .regex(/^[\w.-]+$/, 'must be the name or id of a directory, or common')
    .default('common')
    .describe('Directory whose people may sign in at Microsoft; common for all.'),
  BALIE_SMTP_LISTEN_PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65535)
    .optional()
    .describe('Port of an own SMTP server that takes in mail which shops forward to Balie. Default: off.'),
  BALIE_SMTP_LISTEN_HOST: z.string().min(1).default('0.0.0.0').describe('Network address that server listens on.'),
  BALIE_SMTP_DOMAIN: z
    .string()
    .regex(/^[a-z0-9.-]+\.[a-z0-9-]+$/i, 'must be a domain')
    .optional()
    .describe('Domain of the addresses to forward to; its MX record must lead to that server.'),
  BALIE_SMTP_TLS_CERT: z.string().min(1).optional().describe('File with the certificate (PEM) with which that server offers STARTTLS.'),
  BALIE_SMTP_TLS_KEY: z.string().min(1).optional().describe('File with the key of that certificate.'),
  BALIE_WHATSAPP_API_URL: url('http:', 'https:')
    .default('https://graph.facebook.com/v26.0')
    .describe('Graph API of Meta with its version, for WhatsApp.'),
  BALIE_BOL_API_URL: url('http:', 'https:').default('https://api.bol.com').describe('Retailer API of bol.com.'),
  BALIE_BOL_LOGIN_URL: url('http:', 'https:').default('https://login.bol.com').describe('Where bol.com gives out tokens for it.'),
  BALIE_BOL_POLL_SECONDS: z.coerce.number().min(1).max(1800).default(300).describe('How often bol.com is asked for changed orders.'),
  BALIE_CLAMD: z
    .string()
    .regex(/^(?:\/.+|[\w.-]+:\d{1,5}|\[[0-9a-fA-F:]+\]:\d{1,5})$/, 'must be host:port or the absolute path of a socket')
    .optional()
    .describe(
      'ClamAV daemon (host:port, or the path of its socket) that looks at every file before anybody gets it. Default: no scanning.',
    ),
  BALIE_UNDO_SECONDS: z.coerce
    .number()
    .min(0)
    .max(60)
    .default(5)
    .describe('How long a sent reply can be taken back before it leaves, in seconds.'),
  BALIE_ALLOW_PRIVATE_HOSTS: flag
    .default(false)
    .describe('Allow connections to servers on private or loopback addresses, and mail servers without TLS.'),
  BALIE_TRUST_PROXY: flag
    .default(false)
    .describe('Believe the one proxy in front about who its client is (the last address of X-Forwarded-For).'),
  BALIE_DEMO_SHOP: flag
    .default(false)
    .describe('Serve a small made-up webshop with the first connected chat at /demo-shop, to try the chat. npm run dev does.'),
  BALIE_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info').describe('How much is logged.'),
});
type Environment = z.infer<typeof environmentSchema>;

export abstract class Config {
  abstract readonly port: number;
  abstract readonly host: string;
  /** Without a trailing slash. */
  abstract readonly publicUrl: string;
  abstract readonly role: Environment['BALIE_ROLE'];
  abstract readonly databaseUrl: string | undefined;
  abstract readonly databasePool: number;
  abstract readonly redisUrl: string | undefined;
  /** Absolute. */
  abstract readonly dataDir: string;
  abstract readonly secretKey: string | undefined;
  abstract readonly s3: S3Settings | undefined;
  abstract readonly smtpUrl: string | undefined;
  abstract readonly mailFrom: string | undefined;
  abstract readonly mailPollSeconds: number;
  /** How this installation introduces itself where owners sign in to connect a mailbox; without it they cannot. */
  abstract readonly oauth: { readonly google: OAuthClient | undefined; readonly microsoft: (OAuthClient & { tenant: string }) | undefined };
  /** The own SMTP server for forwarded mail; undefined when it is off. */
  abstract readonly smtpListener: SmtpListenerSettings | undefined;
  /** Where ClamAV listens; undefined: files are not scanned. */
  abstract readonly clamd: ClamdAddress | undefined;
  /** Of Meta's Graph API, with its version and without a trailing slash. */
  abstract readonly whatsappApiUrl: string;
  /** Addresses without a trailing slash. */
  abstract readonly bol: { readonly apiUrl: string; readonly loginUrl: string; readonly pollSeconds: number };
  abstract readonly undoSeconds: number;
  abstract readonly allowPrivateHosts: boolean;
  abstract readonly trustProxy: boolean;
  abstract readonly demoShop: boolean;
  abstract readonly logLevel: Environment['BALIE_LOG_LEVEL'];
}

export interface SmtpListenerSettings {
  readonly port: number;
  readonly host: string;
  readonly domain: string;
  /** Absolute paths; undefined without STARTTLS. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
}

export type ClamdAddress = { readonly host: string; readonly port: number } | { readonly path: string };

export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface S3Settings {
  readonly bucket: string;
  readonly endpoint: string | undefined;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Names every wrong variable at once, one per line. */
export class ConfigInvalid extends Error {
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/**
 * @param environment usually `process.env`; empty values count as absent
 * @throws {ConfigInvalid}
 */
export function readConfig(environment: Record<string, string | undefined>, workingDir: string): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''));
  const faults = [...unknownVariables(present), ...missingCompanions(present)];
  const parsed = environmentSchema.safeParse(present);
  if (!parsed.success) faults.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  if (present['BALIE_SMTP_LISTEN_PORT'] && present['BALIE_ROLE'] !== 'web') faults.push(...tlsFileFaults(present, workingDir));
  if (!parsed.success || faults.length > 0) throw new ConfigInvalid(faults);
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.BALIE_HOST,
    publicUrl: (env.BALIE_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    role: env.BALIE_ROLE,
    databaseUrl: env.DATABASE_URL,
    databasePool: env.BALIE_DATABASE_POOL,
    redisUrl: env.REDIS_URL,
    dataDir: path.resolve(workingDir, env.BALIE_DATA_DIR),
    secretKey: env.BALIE_SECRET_KEY,
    s3: s3Settings(env),
    smtpUrl: env.BALIE_SMTP_URL,
    mailFrom: env.BALIE_MAIL_FROM,
    mailPollSeconds: env.BALIE_MAIL_POLL_SECONDS,
    oauth: oauthClients(env),
    smtpListener: smtpListener(env, workingDir),
    clamd: clamdAddress(env.BALIE_CLAMD),
    whatsappApiUrl: env.BALIE_WHATSAPP_API_URL.replace(/\/+$/, ''),
    bol: {
      apiUrl: env.BALIE_BOL_API_URL.replace(/\/+$/, ''),
      loginUrl: env.BALIE_BOL_LOGIN_URL.replace(/\/+$/, ''),
      pollSeconds: env.BALIE_BOL_POLL_SECONDS,
    },
    undoSeconds: env.BALIE_UNDO_SECONDS,
    allowPrivateHosts: env.BALIE_ALLOW_PRIVATE_HOSTS,
    trustProxy: env.BALIE_TRUST_PROXY,
    demoShop: env.BALIE_DEMO_SHOP,
    logLevel: env.BALIE_LOG_LEVEL,
  };
}

function unknownVariables(present: Record<string, unknown>): string[] {
  const known = new Set(Object.keys(environmentSchema.shape));
  return Object.keys(present)
    .filter((name) => name.startsWith('BALIE_') && !known.has(name))
    .map((name) => `${name}: no such variable (see .env.example)`);
}

/** Variables that mean nothing without others. Asked before the values are judged, so that all faults come at once. */
function missingCompanions(present: Record<string, string | undefined>): string[] {
  const { BALIE_ROLE: role = 'all' } = present;
  const faults: string[] = [];
  if (present['BALIE_S3_BUCKET'] && !(present['BALIE_S3_ACCESS_KEY_ID'] && present['BALIE_S3_SECRET_ACCESS_KEY'])) {
    faults.push('BALIE_S3_BUCKET: needs BALIE_S3_ACCESS_KEY_ID and BALIE_S3_SECRET_ACCESS_KEY beside it');
  }
  for (const provider of ['GOOGLE', 'MICROSOFT']) {
    const [id, secret] = [`BALIE_${provider}_CLIENT_ID`, `BALIE_${provider}_CLIENT_SECRET`];
    if (!present[id] !== !present[secret]) faults.push(`${present[id] ? id : secret}: needs ${present[id] ? secret : id} beside it`);
  }
  if (present['BALIE_SMTP_LISTEN_PORT'] && !present['BALIE_SMTP_DOMAIN']) {
    faults.push('BALIE_SMTP_LISTEN_PORT: needs BALIE_SMTP_DOMAIN beside it');
  }
  const [cert, key] = ['BALIE_SMTP_TLS_CERT', 'BALIE_SMTP_TLS_KEY'];
  if (!present[cert] !== !present[key]) faults.push(`${present[cert] ? cert : key}: needs ${present[cert] ? key : cert} beside it`);
  if (role !== 'web' && role !== 'worker') return faults;
  if (!present['DATABASE_URL']) faults.push(`BALIE_ROLE: "${role}" shares its work with other processes and therefore needs DATABASE_URL`);
  if (!present['REDIS_URL']) faults.push(`BALIE_ROLE: "${role}" needs REDIS_URL to carry live updates to the other processes`);
  return faults;
}

function s3Settings(env: Environment): S3Settings | undefined {
  if (!env.BALIE_S3_BUCKET || !env.BALIE_S3_ACCESS_KEY_ID || !env.BALIE_S3_SECRET_ACCESS_KEY) return undefined;
  return {
    bucket: env.BALIE_S3_BUCKET,
    endpoint: env.BALIE_S3_ENDPOINT,
    region: env.BALIE_S3_REGION,
    accessKeyId: env.BALIE_S3_ACCESS_KEY_ID,
    secretAccessKey: env.BALIE_S3_SECRET_ACCESS_KEY,
  };
}

function oauthClients(env: Environment): Config['oauth'] {
  const client = (clientId?: string, clientSecret?: string) => (clientId && clientSecret ? { clientId, clientSecret } : undefined);
  const microsoft = client(env.BALIE_MICROSOFT_CLIENT_ID, env.BALIE_MICROSOFT_CLIENT_SECRET);
  return {
    google: client(env.BALIE_GOOGLE_CLIENT_ID, env.BALIE_GOOGLE_CLIENT_SECRET),
    microsoft: microsoft && { ...microsoft, tenant: env.BALIE_MICROSOFT_TENANT },
  };
}

function clamdAddress(given: string | undefined): ClamdAddress | undefined {
  if (given === undefined) return undefined;
  if (given.startsWith('/')) return { path: given };
  const colon = given.lastIndexOf(':');
  return { host: given.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(given.slice(colon + 1)) };
}

function smtpListener(env: Environment, workingDir: string): SmtpListenerSettings | undefined {
  const { BALIE_SMTP_LISTEN_PORT: port, BALIE_SMTP_DOMAIN: domain, BALIE_SMTP_TLS_CERT: cert, BALIE_SMTP_TLS_KEY: key } = env;
  if (port === undefined || domain === undefined) return undefined;
  const tls = cert && key ? { certFile: path.resolve(workingDir, cert), keyFile: path.resolve(workingDir, key) } : undefined;
  return { port, host: env.BALIE_SMTP_LISTEN_HOST, domain: domain.toLowerCase(), tls };
}
