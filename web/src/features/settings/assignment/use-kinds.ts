import { useChannels } from '../../../lib/tickets/names.ts';

/** The kinds of channels there are, by name. */
export function useKinds(also: readonly string[] = []): readonly string[] {
  const channels = useChannels();
  return [...new Set([...[...channels.values()].map(({ kind }) => kind), ...also])].sort();
}
