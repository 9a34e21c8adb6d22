const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:s|sec|seconden?|seconds?)$/, 1],
  [/^(?:m|min|minuut|minuten|minutes?)$/, 60],
  [/^(?:u|uur|uren|h|hr|hrs|hours?)$/, 3_600],
  [/^(?:d|dag|dagen|days?)$/, 86_400],
];

/**
 * Reads a length of time as people write it: `4 u`, `1u30`, `90 min`, `1:30` (hours), `2 dagen`; a bare number means hours.
 * @returns seconds; undefined when it cannot be read, or is nothing
 */
export function readDuration(text: string): number | undefined {
  const said = text.trim().toLowerCase().replaceAll(',', '.');
  const clock = /^(\d{1,4}):([0-5]\d)$/.exec(said);
  if (clock) return positive(Number(clock[1]) * 3_600 + Number(clock[2]) * 60);
  if (/^\d{1,4}(?:\.\d+)?$/.test(said)) return positive(Number(said) * 3_600);
  let seconds = 0;
  let last = 0;
  let rest = said;
  while (rest !== '') {
    const part = /^(\d{1,6}(?:\.\d+)?)\s*([a-z]*)\s*/.exec(rest);
    if (!part) return undefined;
    // `1u30`: what follows an hour without a word is minutes.
    const unit = part[2] === '' && last === 3_600 ? 60 : UNITS.find(([word]) => word.test(part[2] ?? ''))?.[1];
    if (unit === undefined) return undefined;
    seconds += Number(part[1]) * unit;
    last = unit;
    rest = rest.slice(part[0].length);
  }
  return positive(seconds);
}

function positive(seconds: number): number | undefined {
  const whole = Math.round(seconds);
  return whole > 0 ? whole : undefined;
}

/** `4 u`, `1 u 30`, `45 min`, `20 s`: what `readDuration` reads again as the same. @param hour the letter for an hour: `u`, `h` */
export function writeDuration(seconds: number, hour: string): string {
  if (seconds % 60 !== 0) return `${seconds} s`;
  const [hours, minutes] = [Math.floor(seconds / 3_600), (seconds % 3_600) / 60];
  if (hours === 0) return `${minutes} min`;
  return minutes === 0 ? `${hours} ${hour}` : `${hours} ${hour} ${minutes} min`;
}
