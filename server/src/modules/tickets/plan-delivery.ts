import type { Tx } from '../../platform/database/unit-of-work.ts';
import { jobType } from '../../platform/queue/job-type.ts';
import type { Jobs } from '../../platform/queue/jobs.ts';

/** A message is due; handled by the delivery worker of the channels, which sends what else is due at the account, too. */
export const deliverMessage = jobType<{ messageId: string; channelAccountId: string | null }>('deliver-message');

export interface PlannedMessage {
  readonly id: string;
  readonly channelAccountId: string | null;
}

/** Of the one waiting job of a message: adding another replaces it. */
export const deliveryKey = (messageId: string): string => `deliver:${messageId}`;

/**
 * Queues the one job of a message, in place of any other that waits. The jobs of one account run one at a time, in
 * whichever process: nobody else sends its messages meanwhile.
 * @param runAt absent: at once, by the database's own clock
 */
export function planDelivery(jobs: Jobs, tx: Tx, { id, channelAccountId }: PlannedMessage, runAt?: Date): Promise<void> {
  const options = { key: deliveryKey(id), queue: `deliver:${channelAccountId ?? id}`, ...(runAt ? { runAt } : {}) };
  return jobs.add(tx, deliverMessage, { messageId: id, channelAccountId }, options);
}
