/** Colours that can be read, whatever colour the shop has. Ratios and luminance as WCAG 2.2 defines them. */

export const READABLE = 4.5;
const FALLBACK = '#2f5fd0';
type Rgb = readonly [number, number, number];

const parse = (colour: string): Rgb => {
  const hex = /^#[0-9a-f]{6}$/i.test(colour) ? colour : FALLBACK;
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
};
const write = (rgb: Rgb) => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

function luminance(colour: string): number {
  const [red, green, blue] = parse(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1 (the same) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Black or white, whichever reads better on this colour: one of the two always does. */
export const inkOn = (colour: string): string => (contrast(colour, '#ffffff') >= READABLE ? '#ffffff' : mostReadable(colour));
const mostReadable = (colour: string) => (contrast(colour, '#ffffff') > contrast(colour, '#000000') ? '#ffffff' : '#000000');

/** This colour, so much lighter or darker that it can be read as text on the ground. */
export function readableOn(ground: string, colour: string): string {
  const target = luminance(ground) > 0.5 ? 0 : 255;
  let rgb = parse(colour);
  for (let step = 0; step < 40 && contrast(write(rgb), ground) < READABLE; step++) {
    rgb = rgb.map((part) => part + (target - part) * 0.08) as unknown as Rgb;
  }
  return write(rgb);
}

export const validColour = (colour: string): string => write(parse(colour));
