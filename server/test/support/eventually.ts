/** Whoever asks all the time keeps the server from what is waited for. */
const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 100;
/** Of the time that was waited already: so much longer than needed a wait may take. */
const PATIENCE = 0.1;

/**
 * Asks until the answer is there, instead of sleeping for a guessed time; less often the longer it takes.
 * @returns the first answer that is not undefined or false
 */
export async function eventually<T>(
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  what: string,
  withinMs = 120_000,
): Promise<T> {
  const start = Date.now();
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    const waited = Date.now() - start;
    if (waited > withinMs) throw new Error(`Not within ${withinMs} ms: ${what}`);
    const pause = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, waited * PATIENCE));
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
