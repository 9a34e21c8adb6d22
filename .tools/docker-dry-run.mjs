import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readDockerfile, visibleBy } from './docker/dockerfile.mjs';
import { inRoot, NODE } from './lib/place.mjs';
import { lastLines, runQuietly } from './lib/run.mjs';
import { asTool, Trouble } from './lib/trouble.mjs';

/**
 * Carries out docker/Dockerfile without Docker: each stage is a folder under /tmp, COPY copies, RUN runs there with the
 * pinned Node, and in the end the image's own command is started, asked by its own health check, and stopped. What needs
 * another user or the base image is passed over, and said so.
 */

const visible = visibleBy(inRoot('docker/Dockerfile.dockerignore'));
const WORKDIR = '/balie';
const DATA = '/data';

class Stage {
  environment = {};
  healthcheck = [];
  command = [];

  constructor(root) {
    this.root = root;
  }

  inside = (file) => path.join(this.root, path.posix.resolve(WORKDIR, file));

  /** Absolute paths of the image as places in this stage's folder. */
  translate = (text) => text.replace(/(^|[\s='"])(\/(?:balie|data))\b/g, (_all, before, file) => `${before}${path.join(this.root, file)}`);
}

const STEPS = {
  WORKDIR: (stage, { text }) => fs.mkdirSync(stage.inside(text), { recursive: true }),
  ENV: (stage, { words }) => Object.assign(stage.environment, Object.fromEntries(words.map((word) => word.split('=')))),
  COPY: copy,
  RUN: run,
  HEALTHCHECK: (stage, { text }) => {
    stage.healthcheck = JSON.parse(text.slice(text.indexOf('[')));
  },
  CMD: (stage, { words }) => {
    stage.command = words;
  },
};

await asTool(async () => {
  // Below /tmp everybody may pass, the own PostgreSQL's user too.
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'balie-image-'));
  fs.chmodSync(dir, 0o755);
  try {
    const stage = await build(dir);
    await tryOut(stage);
    console.log(`The image would be ${megabytes(await sizeOf(stage.root))} on top of its base.`);
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
});

async function build(dir) {
  const stages = new Map();
  let stage;
  for (const step of readDockerfile(inRoot('docker/Dockerfile'))) {
    console.log(`${step.instruction} ${step.text}`.slice(0, 120));
    if (step.instruction === 'FROM') {
      const name = step.words[2] ?? 'image';
      stage = new Stage(path.join(dir, name));
      stages.set(name, stage);
      fs.mkdirSync(stage.root, { recursive: true });
    } else if (STEPS[step.instruction]) await STEPS[step.instruction](stage, step, stages);
    else console.log('  passed over');
  }
  return stage;
}

function copy(stage, { words }, stages) {
  const from = words[0].startsWith('--from=') ? stages.get(words[0].slice('--from='.length)) : undefined;
  const paths = from ? words.slice(1) : words;
  const target = paths.at(-1);
  for (const source of paths.slice(0, -1)) {
    const place = from ? from.inside(source) : inRoot(source);
    const isFile = fs.statSync(place).isFile();
    const into = target.endsWith('/') && isFile ? path.join(stage.inside(target), path.basename(source)) : stage.inside(target);
    const filter = from ? () => true : (file) => visible(path.relative(inRoot(), file));
    if (!from && !filter(place)) throw new Trouble(`${source} is hidden by docker/Dockerfile.dockerignore`);
    fs.cpSync(place, into, { recursive: true, verbatimSymlinks: true, filter });
  }
}

async function run(stage, { text }) {
  const shown = text.split('&&').filter((part) => !/^\s*chown\b/.test(part));
  if (shown.length < text.split('&&').length) console.log('  without chown: the user of the base image is not here');
  const env = { ...process.env, ...stage.environment };
  const { code, output } = await runQuietly('sh', ['-c', stage.translate(shown.join('&&'))], { cwd: stage.inside('.'), env });
  if (code !== 0) throw new Trouble(`RUN failed:\n${lastLines(output, 40)}`);
}

async function tryOut(stage) {
  const PORT = '29871';
  const { PATH, HOME } = process.env;
  const data = path.join(stage.root, DATA);
  const env = { PATH, HOME, ...stage.environment, PORT, BALIE_HOST: '127.0.0.1', BALIE_DATA_DIR: data };
  const program = (words) => [words[0] === 'node' ? NODE : words[0], words.slice(1)];
  const [command, args] = program(stage.command);
  const child = spawn(command, args, { cwd: stage.inside('.'), env, stdio: 'inherit' });
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
  try {
    await untilHealthy(stage, program(stage.healthcheck), env, ended);
    console.log('The health check is content.');
  } finally {
    child.kill('SIGTERM');
  }
  const code = await ended;
  if (code !== 0) throw new Trouble(`After SIGTERM the server ended with ${code} instead of 0.`);
}

async function untilHealthy(stage, [command, args], env, ended) {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const check = runQuietly(command, args, { cwd: stage.inside('.'), env });
    const result = await Promise.race([check, ended.then((code) => ({ ended: code }))]);
    if ('ended' in result) throw new Trouble(`The server ended at once with ${result.ended}.`);
    if (result.code === 0) return;
    if (Date.now() > deadline) throw new Trouble('The server is not healthy after a minute.');
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function sizeOf(folder) {
  const { output } = await runQuietly('du', ['-sm', folder]);
  return Number(output.split('\t')[0]);
}
const megabytes = (size) => `${size} MB`;
