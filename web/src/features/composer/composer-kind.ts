/** What is being written: an answer to the customer, or a note that stays with the team. */
export type ComposerKind = 'reply' | 'note';
