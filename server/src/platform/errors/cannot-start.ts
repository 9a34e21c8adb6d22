/** Something only the operator can mend keeps Balie from starting. The message is one sentence or two: what it is, and what to do. */
export class CannotStart extends Error {}
