/** Says what is being done, does it, and says how long it took. @returns what `work` answers */
export async function step(what, work) {
  const started = Date.now();
  const live = process.stdout.isTTY;
  process.stdout.write(live ? `  ${what} …` : `  ${what} …\n`);
  try {
    const result = await work();
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    process.stdout.write(live ? ` done (${seconds} s)\n` : `    done (${seconds} s)\n`);
    return result;
  } catch (error) {
    process.stdout.write(live ? ' failed\n' : '    failed\n');
    throw error;
  }
}
