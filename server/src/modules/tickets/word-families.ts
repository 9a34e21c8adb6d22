/**
 * Families of Dutch webshop words that a stemmer keeps apart (`geretourneerd` and `retour`). A member starts with one
 * of the forms; the family's own token starts with `~`, so that no word of a text can be mistaken for it.
 */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  '~terugbetaal': ['terugbeta', 'terugstort', 'teruggestort', 'refund'],
  '~retour': ['retour', 'geretour', 'terugstu', 'teruggestu', 'terugzend', 'teruggezond'],
  '~lever': ['lever', 'gelever', 'bezorg', 'aflever', 'afgelever', 'nalever', 'nagelever', 'uitlever', 'uitgelever'],
  '~verzend': ['verzend', 'verzond', 'verstuur', 'versturen'],
  '~bestel': ['bestel'],
  '~betaal': ['betaal', 'betal', 'afreken', 'afgereken'],
  '~annuleer': ['annul', 'geannul', 'afzeg', 'afgezeg'],
  '~ruil': ['ruil', 'geruil', 'omruil', 'omgeruil'],
  '~klacht': ['klacht', 'klag', 'klaag', 'geklaag'],
  '~kapot': ['kapot', 'stuk', 'defect', 'beschadig', 'gebroken'],
  '~factuur': ['factu', 'gefactu', 'invoice'],
  '~garantie': ['garantie', 'gegarandeer', 'garandeer'],
};

/** By first letters, for there are thousands of words to look at in one mail. */
const MEMBERS = new Map<string, (readonly [form: string, family: string])[]>();
for (const [family, forms] of Object.entries(FAMILIES)) {
  for (const form of forms) {
    const start = form.slice(0, 3);
    MEMBERS.set(start, [...(MEMBERS.get(start) ?? []), [form, family]]);
  }
}

/** @param word folded: lower case, no accents. @returns the family's token, or undefined */
export function wordFamily(word: string): string | undefined {
  return MEMBERS.get(word.slice(0, 3))?.find(([form]) => word.startsWith(form))?.[1];
}

/** The beginnings of a family's words; empty for what is no family. */
export function familyForms(family: string): readonly string[] {
  return Object.hasOwn(FAMILIES, family) ? (FAMILIES[family] ?? []) : [];
}
