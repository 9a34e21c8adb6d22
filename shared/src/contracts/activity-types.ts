import { z } from 'zod';

/** What can happen to a ticket. */
export const activityType = z.enum([
  'created',
  'status_changed',
  'assigned',
  'team_changed',
  'priority_changed',
  'subject_changed',
  'tags_changed',
  'snoozed',
  'woken',
  'reopened',
  'delivery_failed',
  'reply_undone',
  'continues',
  'continued',
  'split_from',
  'split_into',
  'merged_into',
  'merged_from',
  'unmerged',
  'bounced',
  'delivery_delayed',
  'braked',
  'imported',
  'automatic_refused',
]);
