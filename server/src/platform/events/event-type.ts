/** A kind of event: its name on the wire and, for the compiler only, what it carries. */
export interface EventType<Payload> {
  readonly type: string;
  readonly payload?: Payload;
}

/** @param type past tense, `noun.happened`, for instance `ticket.message-received` */
export function eventType<Payload extends object>(type: string): EventType<Payload> {
  return { type };
}
