import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { allowedTree, plantedViolations, writeTree } from './support/planted-imports.ts';

/** The fences are only worth something if they bark: each rule meets an import it forbids, and a tree it allows. */

const ROOT = path.resolve(import.meta.dirname, '../..');

interface Report {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
    readonly ruleSetUsed: {
      readonly forbidden: readonly { readonly name: string; readonly severity: string; readonly comment?: string }[];
    };
  };
}

let dir: string;
let forbidden: Report;
let allowed: Report;

beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'balie-imports-'));
  [forbidden, allowed] = await Promise.all([
    cruise(
      'forbidden',
      plantedViolations.map(({ tree }) => tree),
    ),
    cruise('allowed', [allowedTree]),
  ]);
});
afterAll(() => fs.rm(dir, { recursive: true, force: true }));

it.each(plantedViolations.map(({ rule, from }) => [rule, from]))('%s catches %s', (rule, from) => {
  expect(forbidden.summary.violations.filter((violation) => violation.from === from).map((violation) => violation.rule.name)).toContain(
    rule,
  );
});

it('has a planted violation for every rule, each an error with its reason', () => {
  const rules = forbidden.summary.ruleSetUsed.forbidden;
  expect(new Set(plantedViolations.map(({ rule }) => rule))).toEqual(new Set(rules.map(({ name }) => name)));
  for (const { severity, comment } of rules) {
    expect(severity).toBe('error');
    expect(comment).toMatch(/^[A-Z].+[.]$/);
  }
});

it('lets a tree pass that keeps to the rules', () => {
  expect(allowed.summary.violations).toEqual([]);
});

async function cruise(name: string, trees: readonly Readonly<Record<string, string>>[]): Promise<Report> {
  const root = path.join(dir, name);
  await writeTree(root, Object.assign({}, ...trees));
  const cruiser = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const folders = ['server', 'web', 'shared', 'migrations'];
  const args = [cruiser, '--config', path.join(ROOT, '.dependency-cruiser.mjs'), '--output-type', 'json', ...folders];
  const output = await new Promise<string>((resolve, reject) => {
    // A non-zero exit code is the expected answer to violations; what counts is the report.
    execFile(process.execPath, args, { cwd: root, maxBuffer: 50_000_000 }, (error, stdout, stderr) => {
      if (stdout.startsWith('{')) resolve(stdout);
      else reject(new Error(`dependency-cruiser gave no report: ${stderr || error?.message}`));
    });
  });
  return JSON.parse(output) as Report;
}
