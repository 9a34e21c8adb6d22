import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { channelAccountsQuery, shopsQuery, teamsQuery } from '../../../lib/directory.ts';

export interface Named {
  readonly value: string;
  readonly label: string;
}

interface DirectoryChoices {
  readonly shops: readonly Named[];
  readonly accounts: readonly Named[];
  readonly teams: readonly Named[];
  /** Those of the channels that are connected. @param chosen kinds that were chosen when there still was one */
  readonly kinds: (chosen?: readonly string[]) => readonly Named[];
}

/** What the house has, to be chosen from by name. */
export function useDirectoryChoices(): DirectoryChoices {
  const { t } = useTranslation('tickets');
  const accounts = useQuery(channelAccountsQuery).data ?? [];
  return {
    shops: namedById(useQuery(shopsQuery).data),
    accounts: namedById(accounts),
    teams: namedById(useQuery(teamsQuery).data),
    kinds: (chosen = []) =>
      [...new Set([...accounts.map(({ kind }) => kind), ...chosen])].map((kind) => ({
        value: kind,
        label: t(`channel.${kind}`, { defaultValue: kind }),
      })),
  };
}

export function namedById(things: readonly { readonly id: string; readonly name: string }[] = []): Named[] {
  return things.map(({ id, name }) => ({ value: id, label: name }));
}
