import { crc32, deflateRawSync } from 'node:zlib';

interface GivenEntry {
  readonly name: string;
  readonly contents: Buffer;
  /** What the archive says of its size, where that is a lie. */
  readonly claimedBytes?: number;
  readonly encrypted?: boolean;
}

/** A zip file, honest or not. */
export function zipOf(entries: readonly GivenEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const data = deflateRawSync(entry.contents);
    const fields = fieldsOf(entry, data);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(entry.name), data]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, place, Buffer.from(entry.name)]));
    parts.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}

/** What a file's own header and the directory have in common: 26 bytes, from "version needed" to the lengths of name and extra. */
function fieldsOf({ name, contents, claimedBytes, encrypted }: GivenEntry, data: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(0x800 | (encrypted ? 1 : 0), 2);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(crc32(contents), 10);
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(claimedBytes ?? contents.length, 18);
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  return fields;
}
