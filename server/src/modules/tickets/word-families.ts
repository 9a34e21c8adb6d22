/**
 * Families of Dutch webshop words that a stemmer keeps apart (`geretourneerd` and `retour`). A member starts with one
 * of the forms; the family's own token starts with `~`, so that no word of a text can be mistaken for it.
 */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  '~retour': ['retour', 'geretour', 'terugstu', 'teruggestu', 'terugzend', 'teruggezond'],
  '~lever': ['lever', 'gelever', 'bezorg', 'aflever', 'afgelever', 'nalever', 'nagelever', 'uitlever', 'uitgelever'],
  '~verzend': ['verzend', 'verzond', 'verstuur', 'verstur', 'verstuurd'],
  '~bestel': ['bestel'],
  '~betaal': ['betaal', 'betal', 'afbetaal', 'afgereken', 'afreken'],
  '~annuleer': ['annul', 'geannul', 'afzeg', 'afgezeg'],
  '~ruil': ['ruil', 'geruil', 'omruil', 'omgeruil', 'verruil'],
  '~terugbetaal': ['terugbeta', 'teruggestort', 'terugstort', 'refund'],
  '~klacht': ['klacht', 'klag', 'klaag', 'geklaag', 'beklaag'],
  '~kapot': ['kapot', 'stuk', 'defect', 'beschadig', 'gebroken'],
  '~factuur': ['factu', 'gefactureerd', 'rekening', 'invoice'],
  '~garantie': ['garantie', 'gegarandeer', 'garandeer'],
};

const MEMBERS = Object.entries(FAMILIES).flatMap(([family, forms]) => forms.map((form) => [form, family] as const));

/** @param word folded: lower case, no accents. @returns the family's token, or undefined */
export function wordFamily(word: string): string | undefined {
  return MEMBERS.find(([form]) => word.startsWith(form))?.[1];
}
