/** One measured figure beside what is possible at all and what we want. */
export interface Row {
  readonly figure: string;
  readonly value: string;
  /** The raw limit, measured in the same run; empty where there is none. */
  readonly limit: string;
  readonly goal: string;
}
export type Report = (row: Row) => void;

/** What every `*.bench.ts` exports. */
export interface Bench {
  readonly name: string;
  /** Takes what it needs, reports, leaves nothing behind. */
  run(report: Report): Promise<void>;
}

const HEAD = ['| Figure | Measured | Raw limit in the same run | Goal |', '| --- | --- | --- | --- |'];

/** The text of RESULTS.md with this benchmark's table in it; other benchmarks' tables stay as they were. */
export function withTable(text: string, name: string, rows: readonly Row[], about: string): string {
  const section = [
    `## ${name}`,
    '',
    about,
    '',
    ...HEAD,
    ...rows.map((row) => `| ${[row.figure, row.value, row.limit, row.goal].map(cell).join(' | ')} |`),
  ].join('\n');
  const [intro = '', ...sections] = text.trimEnd().split(/\n(?=## )/);
  const kept = sections.filter((old) => old.split('\n', 1)[0] !== `## ${name}`).map((old) => old.trimEnd());
  return `${[intro.trimEnd(), ...[...kept, section].sort()].join('\n\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
