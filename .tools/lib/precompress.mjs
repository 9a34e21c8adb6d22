import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

const COMPRESSIBLE = /\.(?:js|css|html|svg|json|txt|wasm|webmanifest|map)$/;
/** Below this a packet is not saved. */
const SMALLEST_BYTES = 1024;

/** Puts `<file>.br` and `<file>.gz` beside every file of a built site that becomes smaller by it. */
export async function precompress(folder) {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && COMPRESSIBLE.test(entry.name));
  await Promise.all(files.map((entry) => compress(path.join(entry.parentPath ?? entry.path, entry.name))));
}

async function compress(file) {
  const contents = await fs.readFile(file);
  if (contents.byteLength < SMALLEST_BYTES) return;
  const [br, gz] = await Promise.all([
    brotli(contents, {
      params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: contents.byteLength },
    }),
    gzip(contents, { level: 9 }),
  ]);
  if (br.byteLength < contents.byteLength) await fs.writeFile(`${file}.br`, br);
  if (gz.byteLength < contents.byteLength) await fs.writeFile(`${file}.gz`, gz);
}
