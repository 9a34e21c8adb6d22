import { z } from 'zod';
import type { ChannelAccountForAdapter } from '../../src/channels/core/channel-adapter.ts';

/** Where the gateway is; which number is ours stands as the account's address. */
const smsAccountSettings = z.object({ gatewayUrl: z.url() });
export type SmsAccountSettings = z.infer<typeof smsAccountSettings>;

const smsAccountSecrets = z.object({ apiKey: z.string(), signingKey: z.string() });
export type SmsAccountSecrets = z.infer<typeof smsAccountSecrets>;

type Stored = Pick<ChannelAccountForAdapter, 'settings' | 'secrets'>;
export const settingsOf = ({ settings }: Stored): SmsAccountSettings => smsAccountSettings.parse(settings);
export const secretsOf = ({ secrets }: Stored): SmsAccountSecrets => smsAccountSecrets.parse(secrets);
