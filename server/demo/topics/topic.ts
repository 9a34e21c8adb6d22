/** One thing that happens to customers, from question to thanks. Texts are templates: stories/fill-in.ts reads them. */
export interface Scene {
  /** First mails: what stands between greeting and name. */
  readonly asks: readonly string[];
  readonly answers: readonly string[];
  /** What the customer comes back with, and what is answered then; absent when one answer settles it. */
  readonly goesOn?: { readonly asks: readonly string[]; readonly answers: readonly string[] };
  /** Last words, which need no answer. */
  readonly thanks: readonly string[];
  /** What the customer sends along with the first mail, now and then. */
  readonly sendsAlong?: 'photo' | 'receipt';
  /** What the agent sends along with the first answer. */
  readonly answersWith?: 'invoice' | 'label';
}

/** What customers write about. */
export interface Topic {
  readonly key: string;
  /** How often, against the others. */
  readonly weight: number;
  readonly language: 'nl' | 'en';
  readonly team: 'Bezorging' | 'Retouren' | 'Administratie' | 'Advies';
  readonly tags: readonly string[];
  readonly subjects: readonly string[];
  readonly scenes: readonly Scene[];
  readonly notes: readonly string[];
  /** Only for products that come in sizes. */
  readonly aboutSizes?: boolean;
  /** Written by the program of a marketplace on behalf of its customer: no greeting, no name below it. */
  readonly fromMarketplace?: boolean;
}
