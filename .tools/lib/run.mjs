import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { ROOT, withPinnedNode } from './place.mjs';

/**
 * Runs a program to its end. Quiet: its output is kept and given back.
 * @returns {Promise<{ code: number, output: string }>} code 127 when the program cannot be found
 */
export function runQuietly(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, ...options, env: withPinnedNode(options.env), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => resolve({ code: error.code === 'ENOENT' ? 127 : 1, output: output + error.message }));
    child.once('close', (code) => resolve({ code: code ?? 1, output: stripVTControlCharacters(output) }));
  });
}

/** Runs a program to its end, in the open. @returns {Promise<number>} its exit code */
export function runOpenly(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env: withPinnedNode(), stdio: 'inherit', ...options });
    child.once('error', (error) => {
      console.error(error.message);
      resolve(error.code === 'ENOENT' ? 127 : 1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs a program beside another whose output is shown now: its own is kept until `show` lets it through.
 * @returns {{ ended: Promise<number>, show: () => void }} the exit code
 */
export function runBeside(command, args, options = {}) {
  const child = spawn(command, args, { cwd: ROOT, env: withPinnedNode(), ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let kept = [];
  const write = (chunk) => (kept ? kept.push(chunk) : process.stdout.write(chunk));
  child.stdout.on('data', write);
  child.stderr.on('data', write);
  const ended = new Promise((resolve) => {
    child.once('error', (error) => {
      write(`${error.message}\n`);
      resolve(error.code === 'ENOENT' ? 127 : 1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
  const show = () => {
    for (const chunk of kept ?? []) process.stdout.write(chunk);
    kept = undefined;
  };
  return { ended, show };
}

/** The end of a program's output, for the person who has to find out why it failed. */
export const lastLines = (output, count = 25) => tellingLines(output).slice(-count).join('\n');
export const firstLines = (output, count = 25) => tellingLines(output).slice(0, count).join('\n');

/** Without blank lines and stack traces. */
function tellingLines(output) {
  return output.split('\n').filter((line) => line.trim() !== '' && !/^(?:npm \w+)?\s+at /.test(line));
}
