import { expect, it } from '@jest/globals';
import { withTable } from './report.ts';

const row = { figure: 'List', value: '4 ms', limit: '1 ms', goal: '≤ 25 ms' };

it('replaces the table of one benchmark and keeps the others', () => {
  const first = withTable('# Measured\n\nIntro.\n', 'console', [row], 'Today.');
  const both = withTable(first, 'arrival', [{ ...row, figure: 'a|b' }], 'Today.');
  const again = withTable(both, 'console', [{ ...row, value: '5 ms' }], 'Tomorrow.');
  expect(again).toBe(
    [
      '# Measured\n\nIntro.\n',
      '## arrival\n\nToday.\n',
      '| Figure | Measured | Raw limit in the same run | Goal |\n| --- | --- | --- | --- |\n| a\\|b | 4 ms | 1 ms | ≤ 25 ms |\n',
      '## console\n\nTomorrow.\n',
      '| Figure | Measured | Raw limit in the same run | Goal |\n| --- | --- | --- | --- |\n| List | 5 ms | 1 ms | ≤ 25 ms |\n',
    ].join('\n'),
  );
});
