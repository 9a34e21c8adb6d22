const WIDTH = 30;
/** Without a terminal a line is only worth it now and then. */
const LINE_EVERY_PERCENT = 10;

/** A bar on a terminal; a line every ten percent elsewhere. */
export class Progress {
  private shown = -1;

  constructor(
    private readonly output: { readonly isTTY?: boolean; write(text: string): unknown },
    private readonly what: string,
  ) {}

  show(done: number, all: number): void {
    const percent = Math.floor((done / all) * 100);
    const step = this.output.isTTY ? 1 : LINE_EVERY_PERCENT;
    if (percent < this.shown + step && !(done === all && this.shown < 100)) return;
    this.shown = percent;
    const bar = '█'.repeat(Math.round((percent / 100) * WIDTH)).padEnd(WIDTH, '░');
    const line = `${this.what} ${bar} ${String(percent).padStart(3)}% (${done} of ${all} steps)`;
    this.output.write(this.output.isTTY ? `\r${line}` : `${line}\n`);
  }

  end(): void {
    if (this.output.isTTY && this.shown >= 0) this.output.write('\n');
  }
}
