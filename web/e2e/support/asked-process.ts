import { type ChildProcess, spawn } from 'node:child_process';
import { NODE, ROOT } from './places.ts';

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** A helper of the journeys as a process of its own; it answers over a channel (server/test/support/answering.ts), and ends with it. */
export class AskedProcess {
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private text = '';
  private ended: Error | undefined;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', ({ id, answer, fault }: { id: number; answer: never; fault?: string }) => {
      const asked = this.waiting.get(id);
      this.waiting.delete(id);
      if (fault === undefined) asked?.resolve(answer);
      else asked?.reject(new Error(fault));
    });
    // Once all is read that it wrote.
    child.once('close', (code, signal) => {
      this.ended = new Error(`A helper of the journeys ended (${signal ?? `code ${code}`}):\n${this.said}`);
      for (const { reject } of this.waiting.values()) reject(this.ended);
      this.waiting.clear();
    });
    // Of what could not be sent any more: its end tells why.
    child.on('error', () => undefined);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.text += chunk.toString();
      });
    }
  }

  /** @param args of Node, from the root of the repository */
  static async start(args: readonly string[], environment: NodeJS.ProcessEnv = process.env): Promise<AskedProcess> {
    const child = spawn(NODE, args, { cwd: ROOT, env: environment, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    const asked = new AskedProcess(child);
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`${args.at(-1)} did not start (code ${code}):\n${asked.said}`)));
    });
    return asked;
  }

  /** Everything it wrote. */
  get said(): string {
    return this.text;
  }

  ask<Answer>(ask: string, given: unknown = {}): Promise<Answer> {
    this.lastId += 1;
    const id = this.lastId;
    return new Promise<Answer>((resolve, reject) => {
      if (this.ended) {
        reject(this.ended);
        return;
      }
      this.waiting.set(id, { resolve, reject });
      this.child.send({ id, ask, with: given });
    });
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.disconnect();
    await gone;
  }
}
