import fs from 'node:fs';

/** Where the server will listen: the environment goes before `.env`, as in the server itself. @returns {string} */
export function serverPort(environment, envFile) {
  const settled = fs.existsSync(envFile) ? fs.readFileSync(envFile, 'utf8') : '';
  const port = environment.PORT || /^\s*(?:export\s+)?PORT\s*=\s*["']?(\d+)/m.exec(settled)?.[1];
  return port ?? '3000';
}
