const BEGIN = /^begin(?:-base64)? 0?[4-7][0-7]{2} (\S[^\r\n]{0,250})\r?$/;
const MAX_FILES = 50;

export interface UuFile {
  readonly name: string;
  readonly contents: Uint8Array;
}

/** Takes files out of a text that old programs wrote into it (`begin 644 foto.jpg` … `end`). An unfinished one stays text. */
export function withoutUuencoded(text: string): { text: string; files: UuFile[] } {
  const files: UuFile[] = [];
  if (!/^begin/m.test(text)) return { text, files };
  const kept: string[] = [];
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index++) {
    const name = BEGIN.exec(lines[index] ?? '')?.[1];
    const file = name === undefined || files.length >= MAX_FILES ? undefined : fileFrom(lines, index, name.trim());
    if (!file) {
      kept.push(lines[index] ?? '');
      continue;
    }
    files.push(file.file);
    index = file.end;
  }
  return { text: kept.join('\n'), files };
}

function fileFrom(lines: readonly string[], begin: number, name: string): { file: UuFile; end: number } | undefined {
  const isBase64 = lines[begin]?.startsWith('begin-base64') === true;
  const pieces: Buffer[] = [];
  for (let index = begin + 1; index < lines.length; index++) {
    const line = (lines[index] ?? '').trimEnd();
    if (line === (isBase64 ? '====' : 'end'))
      return pieces.length === 0 ? undefined : { file: { name, contents: Buffer.concat(pieces) }, end: index };
    if (isBase64) {
      if (!/^[A-Za-z0-9+/]*={0,2}$/.test(line)) return undefined;
      pieces.push(Buffer.from(line, 'base64'));
    } else if (line !== '' && line !== '`') {
      const bytes = uuLine(line);
      if (!bytes) return undefined;
      pieces.push(bytes);
    }
  }
  return undefined;
}

/** One line: its length in bytes, then four characters for every three bytes. */
function uuLine(line: string): Buffer | undefined {
  const codes = [...line].map((character) => (character.charCodeAt(0) - 32) & 63);
  const [length = 0, ...rest] = codes;
  if (/[^\x20-\x60]/.test(line) || rest.length < Math.ceil((length * 4) / 3)) return undefined;
  const bytes: number[] = [];
  for (let at = 0; at < rest.length; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = rest.slice(at, at + 4);
    bytes.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
  }
  return Buffer.from(bytes.map((byte) => byte & 255)).subarray(0, length);
}
