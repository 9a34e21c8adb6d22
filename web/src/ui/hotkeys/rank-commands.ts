import type { Command } from './commands.ts';

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Commands that hold every typed word, those whose name begins with it first. Everything while nothing is typed. */
export function rankCommands(commands: readonly Command[], query: string): readonly Command[] {
  const words = plain(query).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return commands;
  return commands
    .map((command) => ({ command, score: score(command, words) }))
    .filter(({ score: found }) => found > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ command }) => command);
}

function score(command: Command, words: readonly string[]): number {
  const label = plain(command.label);
  const rest = plain(`${command.group} ${command.keywords ?? ''} ${command.description ?? ''}`);
  let total = 0;
  for (const word of words) {
    const found = label.startsWith(word)
      ? 4
      : new RegExp(`\\b${escaped(word)}`, 'u').test(label)
        ? 3
        : label.includes(word)
          ? 2
          : rest.includes(word)
            ? 1
            : 0;
    if (found === 0) return 0;
    total += found;
  }
  return total;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
}
