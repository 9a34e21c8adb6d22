import { once } from 'node:events';
import net from 'node:net';

/** Harmless, and known to every scanner (eicar.org). In two parts, so that no scanner takes this file for it. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/**
 * As clamd speaks over TCP: one command, with `z` in front and NUL at its end; INSTREAM takes chunks with their length
 * before them until an empty one, and no more than StreamMaxLength, else it says so and cuts the line.
 */
export class FakeClamd {
  /** How many streams were scanned. */
  scanned = 0;
  /** Takes streams and never answers. */
  silent = false;
  /** What it says of a stream that is too large does not arrive: its end of the line breaks first. */
  curt = false;
  private readonly sockets = new Set<net.Socket>();
  private server: net.Server | undefined;

  private constructor(
    readonly port: number,
    private readonly streamMaxLength: number,
  ) {}

  /** @param streamMaxLength bytes of a stream */
  static async start(port: number, streamMaxLength = 25 * 1024 * 1024): Promise<FakeClamd> {
    const clamd = new FakeClamd(port, streamMaxLength);
    await clamd.comeBack();
    return clamd;
  }

  async comeBack(): Promise<void> {
    this.server = net.createServer((socket) => this.serve(socket));
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    const { server } = this;
    this.server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  private serve(socket: net.Socket): void {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    socket.on('error', () => undefined);
    let received = Buffer.alloc(0);
    let stream: Buffer[] | undefined;
    let bytes = 0;
    const say = (words: string) => socket.end(`${words}\0`);
    socket.on('data', (data: Buffer) => {
      received = Buffer.concat([received, data]);
      if (!stream) {
        const end = received.indexOf(0);
        if (end < 0) return received.byteLength > 1_000 ? say('UNKNOWN COMMAND') : undefined;
        const command = received.subarray(0, end).toString();
        received = received.subarray(end + 1);
        if (command === 'zPING') return say('PONG');
        if (command !== 'zINSTREAM') return say('UNKNOWN COMMAND');
        stream = [];
      }
      while (received.byteLength >= 4) {
        const length = received.readUInt32BE();
        bytes += length;
        if (bytes > this.streamMaxLength) {
          if (this.curt) socket.resetAndDestroy();
          else say('INSTREAM size limit exceeded. ERROR');
          received = Buffer.alloc(0);
          return undefined;
        }
        if (length === 0) {
          this.scanned++;
          if (this.silent) return undefined;
          return say(isInfected(Buffer.concat(stream)) ? 'stream: Win.Test.EICAR_HDB-1 FOUND' : 'stream: OK');
        }
        if (received.byteLength < 4 + length) {
          bytes -= length;
          return undefined;
        }
        stream.push(received.subarray(4, 4 + length));
        received = received.subarray(4 + length);
      }
      return undefined;
    });
  }
}

/** Also inside a mail, as clamd unpacks one. */
function isInfected(contents: Buffer): boolean {
  const text = contents.toString('latin1');
  if (text.includes(EICAR)) return true;
  const parts = text.match(/(?:[A-Za-z0-9+/]{60,76}={0,2}\r?\n?)+[A-Za-z0-9+/]*={0,2}/g) ?? [];
  return parts.some((part) => Buffer.from(part, 'base64').includes(EICAR));
}
