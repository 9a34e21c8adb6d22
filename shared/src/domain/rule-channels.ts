import type { ChannelKind } from '../contracts/channels.ts';
import type { RuleGroup, RuleTerms } from '../contracts/rules.ts';

/** Could the conditions hold for a ticket of this channel? Only what they say of channels is looked at. */
export function mayConcern(group: RuleGroup, kind: ChannelKind): boolean {
  if (group.items.length === 0) return true;
  const may = group.items.map((item) => {
    if ('how' in item) return mayConcern(item, kind);
    return item.field !== 'channel' || item.values.includes(kind) === (item.op === 'is');
  });
  return group.how === 'all' ? may.every(Boolean) : may.some(Boolean);
}

/** Of the channels that are asked for, those on which a rule that answers would have to be silent. */
export function silentOn<Channel extends { readonly channelKind: ChannelKind; readonly allowed: boolean }>(
  terms: RuleTerms,
  channels: readonly Channel[],
): { readonly silent: Channel[]; readonly everywhere: boolean } {
  if (!terms.actions.some(({ kind }) => kind === 'answer')) return { silent: [], everywhere: false };
  const meant = channels.filter(({ channelKind }) => mayConcern(terms.conditions, channelKind));
  const silent = meant.filter(({ allowed }) => !allowed);
  return { silent, everywhere: silent.length > 0 && silent.length === meant.length };
}
