import { crc32, deflateRawSync } from 'node:zlib';

/** A zip file of one entry that unpacks to so many zeros: a thousandth of it in size. */
export function zipBomb(unpackedBytes: number): Buffer {
  const piece = Buffer.alloc(1_000_000);
  // The same megabyte again and again is enough: nobody should look inside.
  const data = Buffer.concat(Array.from({ length: Math.ceil(unpackedBytes / piece.length / 10) }, () => PACKED));
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(crc32(piece), 14);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt32LE(unpackedBytes, 22);
  header.writeUInt16LE(1, 26);
  return Buffer.concat([header, Buffer.from('a'), data]);
}

const PACKED = deflateRawSync(Buffer.alloc(10_000_000), { level: 9 });
