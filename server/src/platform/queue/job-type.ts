/** A kind of job: its name in the queue and, for the compiler only, what it carries. */
export interface JobType<Payload> {
  readonly name: string;
  readonly payload?: Payload;
}

/** @param name imperative, `verb-noun`, for instance `deliver-message` */
export function jobType<Payload extends object>(name: string): JobType<Payload> {
  return { name };
}
