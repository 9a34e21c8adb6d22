/** Does what has to be done first. */
type Preparation = (ticketId: string) => Promise<void>;

const preparations = new Set<Preparation>();

/** What comes before the console leads from a ticket to the one it went up in: what was begun there goes along. */
export function beforeMovingOn(prepare: Preparation): void {
  preparations.add(prepare);
}

/** Settles when nothing of the ticket is left behind in this tab. */
export async function moveOn(ticketId: string): Promise<void> {
  await Promise.all([...preparations].map((prepare) => prepare(ticketId)));
}
