/** Everything that can be asked for. */
export type Answers = Record<string, (given: never) => Promise<unknown>>;

/**
 * Lets a process that was started with an IPC channel answer requests `{ id, ask, with }` by `{ id, answer }` or
 * `{ id, fault }`, until the channel is closed. The first word, `{ ready: true }`, is its own.
 * @param end what is left to do before it goes
 */
export function answerOverChannel(answers: Answers, end: () => Promise<unknown>): void {
  process.on('message', ({ id, ask, with: given }: { id: number; ask: string; with: never }) => {
    const answer = answers[ask];
    Promise.resolve(answer ? answer(given) : Promise.reject(new Error(`Nobody knows how to ${ask}`))).then(
      (value) => process.send?.({ id, answer: value }),
      (error: unknown) => process.send?.({ id, fault: error instanceof Error ? error.message : String(error) }),
    );
  });
  const endNow = () => void end().finally(() => process.exit(0));
  process.once('disconnect', endNow);
  process.once('SIGTERM', endNow);
  // Ctrl+C reaches the whole group; whoever started us closes the channel when it is done.
  process.on('SIGINT', () => undefined);
  process.send?.({ ready: true });
}
