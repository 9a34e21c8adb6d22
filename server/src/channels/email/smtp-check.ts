import net from 'node:net';
import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import XOAuth2 from 'nodemailer/lib/xoauth2';
import type { OutboundGuard } from '../../platform/http/outbound-guard.ts';
import type { MailServer } from './email-account.ts';

/** The server takes the login, but not mail from this address. */
export class SenderRefused extends Error {}

/**
 * Signs in and asks whether the server would take a mail from this address, without sending one: the connection is cut
 * before the mail's first byte.
 * @returns the largest mail it takes, in bytes, if it says so (RFC 1870)
 * @throws {SenderRefused} and what `connectionTrouble` explains
 */
export async function checkSmtp(server: MailServer, from: string, guard: OutboundGuard, timeoutMs: number): Promise<number | undefined> {
  const [target] = await guard.resolve(server.host);
  const connection = new SMTPConnection({
    // The address that was checked; the name is still what the certificate must be for.
    host: target?.address ?? server.host,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    tls: { minVersion: 'TLSv1.2', ...(net.isIP(server.host) ? {} : { servername: server.host }) },
    name: from.slice(from.lastIndexOf('@') + 1),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    logger: false,
  });
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.once('end', () => reject(new Error('The server ended the connection')));
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.login(loginOf(server), (error) => (error ? reject(error) : resolve()));
    });
    await offerMail(connection, from);
    // Nothing public tells it.
    const { _maxAllowedSize: size } = connection as unknown as { readonly _maxAllowedSize?: number };
    return size && size > 0 ? size : undefined;
  } finally {
    connection.close();
  }
}

function loginOf({ user, password, accessToken }: MailServer): Parameters<SMTPConnection['login']>[0] {
  return accessToken ? { user, oauth2: new XOAuth2({ user, accessToken }) } : { user, credentials: { user, pass: password } };
}

/** To ourselves. The mail is read only once the server has accepted sender and recipient: that is the answer. */
function offerMail(connection: SMTPConnection, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const withheld = new Readable({
      read() {
        resolve();
        this.destroy();
      },
    });
    connection.once('error', reject);
    connection.send({ from: address, to: [address] }, withheld, (error) => {
      if (!error) resolve();
      else if ((error as { code?: string }).code === 'EENVELOPE')
        reject(new SenderRefused((error as { response?: string }).response ?? error.message));
      else reject(error);
    });
  });
}
