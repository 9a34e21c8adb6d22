import { spawn } from 'node:child_process';
import { ROOT, withPinnedNode } from './place.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a long-lived program in our place: signals go on to it, we wait for it to end, and its exit code becomes ours.
 * The open IPC channel tells it when we are killed, so that it does not live on alone.
 * @returns {Promise<number>} exit code
 */
export function runInOurPlace(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env: withPinnedNode(), stdio: ['inherit', 'inherit', 'inherit', 'ipc'], ...options });
    const forward = (signal) => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    for (const signal of SIGNALS) process.on(signal, forward);
    child.once('error', (error) => {
      console.error(`${command} cannot be started: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code, signal) => {
      for (const name of SIGNALS) process.off(name, forward);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}
