import net from 'node:net';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type ClamdAddress, Config } from '../config/config.ts';

/** What clamd says of a file. */
export type Verdict =
  | { readonly outcome: 'clean' }
  /** With the name of what was found. */
  | { readonly outcome: 'infected'; readonly virus: string }
  /** It will say the same next time: the file is larger than it looks at (`StreamMaxLength`), say. */
  | { readonly outcome: 'unscannable'; readonly reason: string };

/** Nobody knows: clamd is away, or in trouble. Ask again later. */
export class ScannerUnavailable extends Error {}

/** The line was broken while the file travelled. */
class CutOff extends ScannerUnavailable {
  constructor(
    cause: Error,
    readonly sentBytes: number,
  ) {
    super(`clamd cannot be reached: ${cause.message}`, { cause });
  }
}

/** Silence after which clamd is given up. It reads its signatures anew for about half a minute, and answers nobody meanwhile. */
const SILENCE_MS = 60_000;
const CHUNK_BYTES = 64 * 1024;
/** clamd can be told to look at less, but nobody does. */
const SMALLEST_LIMIT_BYTES = 1024 * 1024;
/** No answer is longer. */
const MAX_ANSWER = 4_096;

/** ClamAV, over the protocol of its daemon (`man clamd`, INSTREAM): the file travels, nothing is shared on disk. */
@Injectable()
export class VirusScanner {
  constructor(private readonly config: Config) {}

  /** Without a daemon nothing is scanned, and nothing held back. */
  get isOn(): boolean {
    return this.config.clamd !== undefined;
  }

  /** @throws {ScannerUnavailable} and what reading the file throws */
  async scan(contents: Readable): Promise<Verdict> {
    if (!this.config.clamd) throw new ScannerUnavailable('No clamd is set');
    const answer = await ask(this.config.clamd, contents).catch((error: unknown) => this.afterCut(error));
    if (/^stream: OK$/.test(answer)) return { outcome: 'clean' };
    const [, virus] = /^stream: (.{1,500}) FOUND$/.exec(answer) ?? [];
    if (virus !== undefined) return { outcome: 'infected', virus };
    if (/size limit exceeded/i.test(answer)) return { outcome: 'unscannable', reason: answer };
    throw new ScannerUnavailable(answer === '' ? 'clamd ended the connection' : `clamd says: ${answer}`);
  }

  /**
   * clamd says that a file is too large and ends the line at once, while more of the file is on its way: the line breaks,
   * and its words may be lost with it. One that cut us off and is well has refused the file.
   */
  private async afterCut(error: unknown): Promise<string> {
    if (!(error instanceof CutOff) || error.sentBytes < SMALLEST_LIMIT_BYTES || !this.config.clamd) throw error;
    const said = await talk(this.config.clamd, (socket) => void socket.write('zPING\0')).catch(() => '');
    if (said !== 'PONG') throw error;
    return 'INSTREAM size limit exceeded';
  }
}

function ask(address: ClamdAddress, contents: Readable): Promise<string> {
  return talk(address, async (socket, isOver) => {
    try {
      socket.write('zINSTREAM\0');
      for await (const piece of contents as AsyncIterable<Buffer>) {
        for (let start = 0; start < piece.byteLength; start += CHUNK_BYTES) {
          if (isOver()) return;
          await write(socket, chunk(piece.subarray(start, start + CHUNK_BYTES)));
        }
      }
      socket.write(Buffer.alloc(4));
    } finally {
      contents.destroy();
    }
  });
}

/** One command. @param say given whether the answer is there already @returns the answer */
async function talk(address: ClamdAddress, say: (socket: net.Socket, isOver: () => boolean) => Promise<void> | void): Promise<string> {
  const socket = net.connect(address);
  let answer = '';
  const answered = new Promise<string>((resolve, reject) => {
    socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error('clamd does not answer')));
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      answer = (answer + text).slice(0, MAX_ANSWER);
    });
    socket.once('end', () => resolve(answer));
    socket.once('close', () => resolve(answer));
    // An answer that came before the line broke counts: clamd cuts off who sends more than it wants.
    socket.once('error', (error) => (answer === '' ? reject(unavailable(error, socket.bytesWritten)) : resolve(answer)));
  });
  // Heard where it is awaited; a file that cannot be read is thrown before that.
  answered.catch(() => undefined);
  try {
    await say(socket, () => socket.destroyed || answer !== '');
    return ended(await answered);
  } finally {
    socket.destroy();
  }
}

/** Its length in four bytes, then itself. */
function chunk(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.byteLength);
  return Buffer.concat([length, bytes]);
}

/** No faster than clamd reads. A broken line shows in the answer. */
function write(socket: net.Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    if (socket.write(bytes)) return resolve();
    const go = () => {
      socket.off('drain', go);
      socket.off('close', go);
      resolve();
    };
    socket.once('drain', go);
    socket.once('close', go);
  });
}

const ended = (answer: string) => answer.replace(/\0[\s\S]*$/, '').trim();

function unavailable(error: Error, sentBytes: number): ScannerUnavailable {
  const isCut = ['ECONNRESET', 'EPIPE'].includes((error as { code?: string }).code ?? '');
  return isCut ? new CutOff(error, sentBytes) : new ScannerUnavailable(`clamd cannot be reached: ${error.message}`, { cause: error });
}
