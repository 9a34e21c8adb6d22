import { z } from 'zod';
import { id, instant, page } from './common.ts';

/** What a colleague is told of personally: mentions, assignments, and (`actorId` is null) deadlines that come near or are over, what a rule tells of, and a rule that ran wild and was switched off. */
export const notification = z.object({
  id,
  kind: z.enum(['mention', 'assigned', 'sla_warned', 'sla_breached', 'rule', 'rule_stopped']),
  ticketId: id,
  ticketNumber: z.number().int(),
  ticketSubject: z.string(),
  messageId: id.nullable(),
  actorId: id.nullable(),
  createdAt: instant,
  readAt: instant.nullable(),
});
export type Notification = z.infer<typeof notification>;
export const notificationPage = page(notification).extend({ unread: z.number().int() });

/** All of one's own when `ids` is absent. */
export const readNotificationsRequest = z.object({ ids: z.array(id).max(200).optional() }).default({});
export type ReadNotificationsRequest = z.infer<typeof readNotificationsRequest>;
