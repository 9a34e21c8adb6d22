import net from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { freePort } from '../../../test/support/test-app.ts';
import { readConfig } from '../config/config.ts';
import { EICAR, FakeClamd } from './testing/fake-clamd.ts';
import { ScannerUnavailable, VirusScanner } from './virus-scanner.ts';

let clamd: FakeClamd;
let scanner: VirusScanner;
beforeEach(async () => {
  clamd = await FakeClamd.start(await freePort(), 3 * 1024 * 1024);
  scanner = new VirusScanner(readConfig({ BALIE_CLAMD: `127.0.0.1:${clamd.port}` }, '/tmp'));
});
afterEach(() => clamd.stop());

const scan = (...pieces: (Buffer | string)[]) => scanner.scan(Readable.from(pieces.map((piece) => Buffer.from(piece))));

it('finds nothing in a harmless file, of any size that clamd takes, an empty one too', async () => {
  expect(await scan('een bon')).toEqual({ outcome: 'clean' });
  expect(await scan(Buffer.alloc(1_500_000, 'a'), Buffer.alloc(1_500_000, 'b'))).toEqual({ outcome: 'clean' });
  expect(await scan(Buffer.alloc(0))).toEqual({ outcome: 'clean' });
});

it('names what was found, also where it stands across two chunks', async () => {
  expect(await scan(EICAR)).toEqual({ outcome: 'infected', virus: 'Win.Test.EICAR_HDB-1' });
  expect(await scan(Buffer.concat([Buffer.alloc(64 * 1024 - 20, 'x'), Buffer.from(EICAR)]))).toMatchObject({ outcome: 'infected' });
});

it('knows what clamd does not look at', async () => {
  expect(await scan(Buffer.alloc(5 * 1024 * 1024, 'x'))).toMatchObject({ outcome: 'unscannable' });
});

it('knows it also when the words are lost with the line, but not of a clamd that is gone', async () => {
  clamd.curt = true;
  const large = Buffer.alloc(5 * 1024 * 1024, 'x');
  expect(await scan(large)).toMatchObject({ outcome: 'unscannable' });
  const { port } = clamd;
  await clamd.stop();
  const dying = net.createServer((socket) => socket.once('data', () => dying.close() && socket.resetAndDestroy()));
  dying.listen(port, '127.0.0.1');
  await expect(scan(large)).rejects.toBeInstanceOf(ScannerUnavailable);
});

it('says that nobody knows when clamd is away, and knows again when it is back', async () => {
  await clamd.stop();
  await expect(scan('een bon')).rejects.toBeInstanceOf(ScannerUnavailable);
  await clamd.comeBack();
  expect(await scan('een bon')).toEqual({ outcome: 'clean' });
});

it('says that nobody knows when clamd goes away in the middle', async () => {
  clamd.silent = true;
  const asked = scan('een bon');
  const gone = setInterval(() => clamd.scanned > 0 && void clamd.stop(), 5);
  await expect(asked).rejects.toBeInstanceOf(ScannerUnavailable);
  clearInterval(gone);
});

it('is reached over a socket file as well', () => {
  expect(readConfig({ BALIE_CLAMD: '/run/clamav/clamd.ctl' }, '/tmp').clamd).toEqual({ path: '/run/clamav/clamd.ctl' });
  expect(() => readConfig({ BALIE_CLAMD: 'clamav' }, '/tmp')).toThrow(/BALIE_CLAMD/);
});
