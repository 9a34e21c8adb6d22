/** Editors write several files at once. */
const QUIET_MS = 150;
/** A program that has not ended by then has lost its way. */
const PATIENCE_MS = 20_000;

/** A program that is started anew when its sources change, whatever became of it before: there is one of it at most. */
export class RestartedProgram {
  #launch;
  #running;
  #restarting;
  #stopped = false;
  #timer;

  /** @param launch starts it and answers its child process */
  constructor(launch) {
    this.#launch = launch;
  }

  start() {
    const child = this.#launch();
    const running = { child, ending: false, ended: undefined };
    running.ended = new Promise((resolve) => {
      child.once('error', resolve);
      child.once('exit', resolve);
    }).then((outcome) => {
      this.#running = undefined;
      if (!running.ending && outcome !== 0) console.log('The server stopped; it starts again when a file changes.');
    });
    this.#running = running;
  }

  changed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#restart(), QUIET_MS);
  }

  /** Resolves when it has ended. */
  async stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#end();
  }

  /** What changes while the old one ends, the new one reads anyway. */
  #restart() {
    if (this.#restarting || this.#stopped) return;
    console.log('Changed: starting the server anew');
    this.#restarting = this.#end().then(() => {
      this.#restarting = undefined;
      if (!this.#stopped) this.start();
    });
  }

  async #end() {
    const running = this.#running;
    if (!running) return;
    running.ending = true;
    running.child.kill('SIGTERM');
    const giveUp = setTimeout(() => running.child.kill('SIGKILL'), PATIENCE_MS);
    await running.ended;
    clearTimeout(giveUp);
  }
}
