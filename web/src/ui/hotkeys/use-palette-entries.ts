import { useEffect, useMemo, useState } from 'react';
import { type Command, useCommandSources, useRegisteredCommands } from './commands.ts';
import { rankCommands } from './rank-commands.ts';
import type { Hotkey } from './registry.ts';
import { useHotkeys } from './use-hotkey.ts';

/** Pause in typing before the server is asked. */
const TYPING_MS = 140;
const MOST_PER_GROUP = 7;

export interface PaletteEntries {
  readonly groups: readonly (readonly [group: string, commands: readonly Command[]])[];
  readonly searching: boolean;
}

/** What the palette offers for a query: what features registered, what the keys of this screen do, and what sources find. */
export function usePaletteEntries(query: string): PaletteEntries {
  const registered = useRegisteredCommands();
  const hotkeys = useHotkeys();
  const { found, searching } = useFound(query.trim());
  return useMemo(() => {
    const labels = new Set(registered.map(({ label }) => label));
    const byKey = hotkeys.filter(({ hidden, label }) => !hidden && !labels.has(label)).map(asCommand);
    // What can be done on this very screen comes first.
    const groups = new Set(registered.map(({ group }) => group));
    const ofTheScreen = byKey.filter(({ group }) => !groups.has(group));
    const general = byKey.filter(({ group }) => groups.has(group));
    return { groups: grouped([...rankCommands([...ofTheScreen, ...registered, ...general], query), ...found], query === ''), searching };
  }, [registered, hotkeys, found, searching, query]);
}

function useFound(query: string): { found: readonly Command[]; searching: boolean } {
  const sources = useCommandSources();
  const [state, setState] = useState<{ query: string; found: readonly Command[] }>({ query: '', found: [] });
  useEffect(() => {
    if (query === '') return;
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const answers = await Promise.allSettled(sources.map(({ find }) => find(query, abort.signal)));
      if (abort.signal.aborted) return;
      setState({ query, found: answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : [])) });
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query, sources]);
  return { found: query === '' ? [] : state.found, searching: query !== '' && state.query !== query && sources.length > 0 };
}

function asCommand(hotkey: Hotkey): Command {
  const { label, group, keys, run } = hotkey;
  return { id: `key:${group}:${label}`, label, group, keys: keys[0], run: () => run(undefined) };
}

function grouped(commands: readonly Command[], everything: boolean): PaletteEntries['groups'] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    const group = groups.get(command.group) ?? [];
    if (everything || group.length < MOST_PER_GROUP) group.push(command);
    groups.set(command.group, group);
  }
  return [...groups];
}
