import type { Random } from './random.ts';

/**
 * Makes a text of a template: `[hi|hello]` is one of the two, `{order}` is filled in.
 * @throws {Error} for a slot that has no value: a template asks for what its topic does not know
 */
export function fillIn(template: string, slots: Readonly<Record<string, string>>, random: Random): string {
  const chosen = template.replace(/\[([^[\]]*)\]/g, (_all, choices: string) => random.pick(choices.split('|')));
  return chosen.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value = slots[name];
    if (value === undefined) throw new Error(`The template "${template.slice(0, 60)}…" asks for {${name}}`);
    return value;
  });
}
