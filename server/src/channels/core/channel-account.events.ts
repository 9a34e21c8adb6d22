import { eventType } from '../../platform/events/event-type.ts';

/** An account is new, has other settings, was paused, resumed or asked to try again. */
export const channelAccountChanged = eventType<{ organisationId: string; channelAccountId: string }>('channel-account.changed');
/** Mail leaves again over an account that could not send. */
export const channelAccountSends = eventType<{ organisationId: string; channelAccountId: string }>('channel-account.sends');
export const channelAccountRemoved = eventType<{ organisationId: string; channelAccountId: string }>('channel-account.removed');
