import { spawn } from 'node:child_process';
import { ROOT, withPinnedNode } from './place.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const LOOK_MS = 250;

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
    const watch = whenNpmDies(() => forward('SIGTERM'));
    child.once('error', (error) => {
      console.error(`${command} cannot be started: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code, signal) => {
      for (const name of SIGNALS) process.off(name, forward);
      clearInterval(watch);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}

/** npm that is killed outright passes nothing on; started otherwise, outliving the parent is what people ask for. */
function whenNpmDies(then) {
  const npm = process.ppid;
  const look = () => {
    if (process.ppid === npm) return;
    clearInterval(watch);
    then();
  };
  const watch = process.env.npm_lifecycle_event ? setInterval(look, LOOK_MS) : undefined;
  return watch;
}
