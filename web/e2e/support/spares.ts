import type { BalieServer } from './balie-server.ts';

/** Servers that nobody has used yet. To start one takes longer than many a journey, and leaves a core free. */
export class Spares {
  #next: Promise<BalieServer> | undefined;

  constructor(private readonly start: () => Promise<BalieServer>) {}

  async take(): Promise<BalieServer> {
    const server = await (this.#next ?? this.start());
    this.#next = this.start();
    // Who takes it hears of it.
    this.#next.catch(() => undefined);
    return server;
  }

  async stop(): Promise<void> {
    const server = await this.#next?.catch(() => undefined);
    await server?.stop();
  }
}
