import { useEffect, useRef, useSyncExternalStore } from 'react';

/** One thing that the palette can do or go to. */
export interface Command {
  readonly id: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly group: string;
  /** Other words it is found by. */
  readonly keywords?: string | undefined;
  /** Shown beside it; the key itself is registered by `useHotkey`. */
  readonly keys?: string | undefined;
  readonly run: () => void;
}

/** Finds commands for what is typed, such as tickets on the server. */
export interface CommandSource {
  readonly id: string;
  readonly find: (query: string, signal: AbortSignal) => Promise<readonly Command[]>;
}

const watchers = new Set<() => void>();
let commands: readonly Command[] = [];
let sources: readonly CommandSource[] = [];

function changed(): void {
  for (const watcher of watchers) watcher();
}
function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Commands that the palette offers while the component is shown. Give a list that keeps its identity (`useMemo`). */
export function useCommands(list: readonly Command[]): void {
  useEffect(() => {
    commands = [...commands, ...list];
    changed();
    return () => {
      commands = commands.filter((command) => !list.includes(command));
      changed();
    };
  }, [list]);
}

/** One command that the palette offers while the component is shown and `when` holds. */
export function useCommand({ when = true, ...command }: Command & { readonly when?: boolean }): void {
  const { id, label, description, group, keywords, keys } = command;
  const run = useRef(command.run);
  useEffect(() => {
    run.current = command.run;
  });
  useEffect(() => {
    if (!when) return;
    const added: Command = { id, label, description, group, keywords, keys, run: () => run.current() };
    commands = [...commands, added];
    changed();
    return () => {
      commands = commands.filter((other) => other !== added);
      changed();
    };
  }, [id, label, description, group, keywords, keys, when]);
}

/** Lets the palette look further for what is typed. Give `find` an identity that lasts (`useCallback`). */
export function useCommandSource(id: string, find: CommandSource['find']): void {
  useEffect(() => {
    const source = { id, find };
    sources = [...sources, source];
    changed();
    return () => {
      sources = sources.filter((other) => other !== source);
      changed();
    };
  }, [id, find]);
}

export function useRegisteredCommands(): readonly Command[] {
  return useSyncExternalStore(watch, () => commands);
}
export function useCommandSources(): readonly CommandSource[] {
  return useSyncExternalStore(watch, () => sources);
}
