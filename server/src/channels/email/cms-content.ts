/** Tags of ASN.1 (X.690) as they occur in RFC 5652. */
const SEQUENCE = 0x30;
const OCTETS = 0x04;
const OCTETS_IN_PIECES = 0x24;
const EXPLICIT_0 = 0xa0;
/** 1.2.840.113549.1.7.2: SignedData. */
const SIGNED_DATA = Buffer.from('06092a864886f70d010702', 'hex');
const MAX_DEPTH = 30;
const MAX_ELEMENTS = 20_000;

interface Element {
  readonly tag: number;
  readonly content: Buffer;
  /** Including the tag, the length and, where the length was left open, the end mark. */
  readonly size: number;
}

/**
 * The mail inside an S/MIME wrapper that is signed but not encrypted ("opaque signing", RFC 8551 §3.5.2). The signature is
 * not checked. Undefined when it is encrypted or damaged.
 */
export function signedContent(bytes: Uint8Array): Uint8Array | undefined {
  const reader = new Reader();
  try {
    const [type, content] = reader.children(reader.only(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), SEQUENCE));
    if (!type || !content || !Buffer.concat([Buffer.from([type.tag, type.content.length]), type.content]).equals(SIGNED_DATA))
      return undefined;
    const signed = reader.children(reader.only(content.content, SEQUENCE));
    const encapsulated = signed.find(({ tag }) => tag === SEQUENCE);
    const explicit = encapsulated && reader.children(encapsulated).find(({ tag }) => tag === EXPLICIT_0);
    const octets = explicit && reader.children(explicit)[0];
    return octets && reader.octets(octets, 0);
  } catch (error) {
    if ((error as Error).name === 'RangeError') return undefined;
    throw error;
  }
}

class Reader {
  private elements = 0;

  only(data: Buffer, tag: number): Element {
    const element = this.element(data, 0, 0);
    if (element.tag !== tag) throw new RangeError('Another element');
    return element;
  }

  children({ content }: Element): Element[] {
    const found: Element[] = [];
    for (let at = 0; at < content.length; ) {
      const child = this.element(content, at, 0);
      found.push(child);
      at += child.size;
    }
    return found;
  }

  /** In one piece or (as programs write that sign while they read) in many. */
  octets(element: Element, depth: number): Uint8Array {
    if (element.tag === OCTETS) return element.content;
    if (element.tag !== OCTETS_IN_PIECES || depth > MAX_DEPTH) throw new RangeError('Another element');
    return Buffer.concat(this.children(element).map((piece) => this.octets(piece, depth + 1)));
  }

  private element(data: Buffer, at: number, depth: number): Element {
    if (++this.elements > MAX_ELEMENTS || depth > MAX_DEPTH) throw new RangeError('Too much');
    const tag = data.readUInt8(at);
    const first = data.readUInt8(at + 1);
    if (first === 0x80) return this.open(data, tag, at, depth);
    const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
    const length = lengthBytes === 0 ? first : data.readUIntBE(at + 2, lengthBytes);
    const start = at + 2 + lengthBytes;
    if (start + length > data.length) throw new RangeError('Behind the end');
    return { tag, content: data.subarray(start, start + length), size: 2 + lengthBytes + length };
  }

  /** A length that was not known beforehand: elements until two zero bytes. */
  private open(data: Buffer, tag: number, at: number, depth: number): Element {
    let end = at + 2;
    while (data.readUInt16BE(end) !== 0) end += this.element(data, end, depth + 1).size;
    return { tag, content: data.subarray(at + 2, end), size: end + 2 - at };
  }
}
