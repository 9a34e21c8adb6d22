/** Writes a `winmail.dat` as Outlook does (MS-OXTNEF), for samples. */
interface TnefFile {
  readonly name: string;
  readonly type: string;
  readonly contents: string;
  readonly cid?: string;
}

export function tnef({
  text,
  html,
  rtf,
  files,
}: {
  text?: string;
  html?: string;
  rtf?: string | Buffer;
  files: readonly TnefFile[];
}): Buffer {
  const message = [
    ...(text === undefined ? [] : [unicode(0x1000, text)]),
    ...(html === undefined ? [] : [binary(0x1013, Buffer.from(html))]),
    ...(rtf === undefined ? [] : [binary(0x1009, typeof rtf === 'string' ? Buffer.from(rtf) : rtf)]),
    named(0x8001, 'x-eigen', 'iets'),
  ];
  const attributes = files.flatMap((file) => [
    attribute(2, 0x00069002, Buffer.alloc(14)),
    attribute(2, 0x00018010, Buffer.from(`${file.name.slice(0, 8)}\0`, 'latin1')),
    attribute(2, 0x0006800f, Buffer.from(file.contents)),
    attribute(
      2,
      0x00069005,
      properties([
        unicode(0x3707, file.name),
        unicode(0x370e, file.type),
        ...(file.cid ? [unicode(0x3712, file.cid)] : []),
        long(0x3714, 1),
      ]),
    ),
  ]);
  const codepage = Buffer.alloc(8);
  codepage.writeUInt32LE(1252);
  return Buffer.concat([
    Buffer.from('789f3e22', 'hex'),
    Buffer.from([1, 0]),
    attribute(1, 0x00069007, codepage),
    attribute(1, 0x00069003, properties(message)),
    ...attributes,
  ]);
}

/** RTF as Outlook keeps it when packing it gains nothing (MS-OXRTFCP). */
export function keptRtf(rtf: string): Buffer {
  const bytes = Buffer.from(rtf, 'latin1');
  return Buffer.concat([u32(bytes.length + 12), u32(bytes.length), Buffer.from('MELA'), u32(0), bytes]);
}

function attribute(level: number, id: number, data: Buffer): Buffer {
  const sum = data.reduce((total, byte) => (total + byte) & 0xffff, 0);
  return Buffer.concat([Buffer.from([level]), u32(id), u32(data.length), data, u16(sum)]);
}

function properties(all: readonly Buffer[]): Buffer {
  return Buffer.concat([u32(all.length), ...all]);
}

function long(id: number, value: number): Buffer {
  return Buffer.concat([u16(3), u16(id), u32(value)]);
}

function unicode(id: number, value: string): Buffer {
  return Buffer.concat([u16(0x1f), u16(id), counted(Buffer.from(`${value}\0`, 'utf16le'))]);
}

function binary(id: number, value: Buffer): Buffer {
  return Buffer.concat([u16(0x102), u16(id), counted(value)]);
}

function named(id: number, name: string, value: string): Buffer {
  const label = Buffer.from(`${name}\0`, 'utf16le');
  return Buffer.concat([
    u16(0x1f),
    u16(id),
    Buffer.alloc(16, 7),
    u32(1),
    u32(label.length),
    filled(label),
    counted(Buffer.from(`${value}\0`, 'utf16le')),
  ]);
}

function counted(value: Buffer): Buffer {
  return Buffer.concat([u32(1), u32(value.length), filled(value)]);
}

function filled(value: Buffer): Buffer {
  return Buffer.concat([value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
