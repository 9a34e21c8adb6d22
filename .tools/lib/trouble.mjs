/** Something a person can mend. Its message says what happened and what to do; it is shown without a stack. */
export class Trouble extends Error {}

const OLDEST_NODE = 20;

/** Runs a tool: checks the machine's Node, turns every error into words, and sets the exit code `main` answers. */
export async function asTool(main) {
  try {
    const version = Number(process.versions.node.split('.')[0]);
    if (version < OLDEST_NODE) {
      throw new Trouble(
        `Balie needs Node.js ${OLDEST_NODE} or newer to start; this is ${process.versions.node}. Install a newer one from https://nodejs.org.`,
      );
    }
    process.exitCode = (await main(process.argv.slice(2))) ?? 0;
  } catch (error) {
    console.error(error instanceof Trouble ? error.message : `Something nobody foresaw went wrong: ${error?.stack ?? error}`);
    process.exitCode = 1;
  }
}
