import { crc32, deflateSync } from 'node:zlib';
import { Random } from '../stories/random.ts';

const [WIDTH, HEIGHT] = [320, 240];
type Colour = readonly [red: number, green: number, blue: number];

/** A picture as a phone might take it of a dented box on a floor: a PNG of a few kilobytes, the same for the same seed. */
export function photo(seed: number): Buffer {
  const random = new Random(seed);
  const colour = (from: number, to: number): Colour => [random.int(from, to), random.int(from, to), random.int(from, to)];
  const [wall, floor, tape] = [colour(170, 230), colour(90, 150), colour(200, 250)];
  const box: Colour = [random.int(150, 200), random.int(110, 140), 80];
  const horizon = random.int(70, 130);
  const [left, top] = [random.int(30, 90), random.int(60, 100)];
  const [right, bottom] = [left + random.int(120, 190), top + random.int(80, 120)];
  const dent = random.int(left + 20, right - 20);
  const pixels = Buffer.alloc((WIDTH * 3 + 1) * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const inBox = x > left && x < right && y > top + Math.max(0, 14 - Math.abs(x - dent)) && y < bottom;
      const onTape = Math.abs(x - (left + right) / 2) < 9;
      const behind = y < horizon ? wall : floor;
      const base = inBox ? (onTape ? tape : box) : behind;
      const light = 1 - 0.25 * (y / HEIGHT) - (inBox && x > right - 25 ? 0.15 : 0);
      const at = y * (WIDTH * 3 + 1) + 1 + x * 3;
      pixels[at] = base[0] * light;
      pixels[at + 1] = base[1] * light;
      pixels[at + 2] = base[2] * light;
    }
  }
  return png(pixels);
}

/** https://www.w3.org/TR/png-3/: eight bits per channel, no transparency, no filter. */
function png(pixels: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.byteLength, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
