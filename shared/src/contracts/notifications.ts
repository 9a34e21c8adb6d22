import { z } from 'zod';
import { id, instant, page } from './common.ts';

/** A norm in danger, or missed. In words of its own: every console reads this, few read what else there is to say of norms. */
export const notifiedNorm = z.object({
  label: z.string(),
  /** Of a marketplace's figure. */
  name: z.string().nullable(),
  shopName: z.string().nullable(),
  step: z.enum(['at_risk', 'mail_near', 'broken']),
});
export type NotifiedNorm = z.infer<typeof notifiedNorm>;

/**
 * What a colleague is told of personally: mentions, assignments, and (`actorId` is null) deadlines that come near or are over, what a rule
 * tells of, a rule that ran wild and was switched off, and norms.
 */
export const notification = z.object({
  id,
  kind: z.enum(['mention', 'assigned', 'sla_warned', 'sla_breached', 'rule', 'rule_stopped', 'norm']),
  /** What it is about: a ticket, or a norm. */
  ticket: z.object({ id, number: z.number().int(), subject: z.string() }).nullable(),
  norm: notifiedNorm.nullable(),
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
