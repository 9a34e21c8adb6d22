import { v7 as newId } from 'uuid';

type Insert = (table: string, row: Record<string, unknown>) => Promise<void>;

export const RULE_NAMES = ['rule', 'macro'] as const;
export type PlantedRules = Readonly<Record<(typeof RULE_NAMES)[number], string>>;
type Ids = PlantedRules & Readonly<Record<'ticket' | 'channelAccount', string>>;

export const plantedRule = (tags: string[]) => ({
  when: [{ kind: 'created' }],
  conditions: { how: 'all', items: [{ field: 'tags', op: 'any', values: tags }] },
  actions: [{ kind: 'add_tags', tags }],
  stop: false,
});

/** A rule that is switched off, what it did and waits for, and a macro of everybody. */
export async function plantRules(insert: Insert, planted: Ids, { mark, unique }: { mark: string; unique: string }): Promise<void> {
  const at = new Date();
  const dated = { created_at: at, updated_at: at };
  const { rule, macro, ticket } = planted;
  const name = `${mark} ${unique}`;
  await insert('rules', { id: rule, name, active: false, position: 1, terms: JSON.stringify(plantedRule([mark])), ...dated });
  await insert('rule_runs', {
    id: newId(),
    rule_id: rule,
    ticket_id: ticket,
    key: mark,
    happened: 'created',
    outcome: 'failed',
    reason: mark,
    checked: '[]',
    effects: '[]',
    created_at: at,
  });
  await insert('rule_timers', { rule_id: rule, ticket_id: ticket, trigger: 0, anchor: at });
  await insert('rule_answers', { rule_id: rule, channel_account_id: planted.channelAccount, address: mark, at });
  await insert('macros', { id: macro, name, folder: mark, text: JSON.stringify({ nl: mark, en: mark }), changes: '{}', ...dated });
}
