import net from 'node:net';
import type { SMTPPoolOptions } from 'nodemailer';
import type { OutboundGuard } from '../../platform/http/outbound-guard.ts';

type OpenSocket = NonNullable<SMTPPoolOptions['getSocket']>;

/** For nodemailer's `getSocket`: connects to addresses that the guard allows, and looks a name up once only. TLS comes on top. */
export function guardedSocket(guard: OutboundGuard, timeoutMs: number): OpenSocket {
  return ({ host = '', port = 0 }, done) => {
    connect(guard, host, Number(port), timeoutMs).then(
      (connection) => done(null, { connection }),
      (error: Error) => done(error),
    );
  };
}

async function connect(guard: OutboundGuard, host: string, port: number, timeoutMs: number): Promise<net.Socket> {
  // `lookup` is not asked about literal addresses.
  await guard.resolve(host);
  const socket = net.connect({ host, port, lookup: guard.lookup });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const late = new Error(`No connection within ${timeoutMs / 1000} s`);
      socket.destroy(Object.assign(late, { code: 'ETIMEDOUT', syscall: 'connect' }));
    }, timeoutMs);
    socket.once('close', () => clearTimeout(timer));
    socket.once('error', reject);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
