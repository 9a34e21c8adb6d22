import type { SendingLimit } from '@balie/shared/contracts/channel-limits.ts';
import type { UsualLimits } from '../core/channel-adapter.ts';
import type { EmailAccountSettings } from './email-account.ts';

const MEGABYTE = 1024 * 1024;
/** Nearly every provider takes 25 MB; a little is left for headers and text, and for stricter receivers. */
export const USUAL_MAIL_BYTES = 20 * MEGABYTE;
const UNLIMITED: SendingLimit = { perMinute: null, perDay: null };

interface ProviderLimit {
  /** Of the SMTP server. */
  readonly hosts: RegExp;
  /** Domains of its free addresses, and what those may send. */
  readonly free?: { readonly domains: RegExp; readonly sending: SendingLimit };
  readonly sending: SendingLimit;
}

/** What providers say on their own help pages; where nothing is known, nothing is held back. */
const PROVIDER_LIMITS: readonly ProviderLimit[] = [
  {
    hosts: /(?:^|\.)(?:gmail|googlemail|google)\.com$/i,
    free: { domains: /^(?:gmail|googlemail)\.com$/i, sending: { perMinute: null, perDay: 500 } },
    sending: { perMinute: null, perDay: 2_000 },
  },
  {
    hosts: /(?:^|\.)(?:office365|outlook|hotmail)\.com$/i,
    free: { domains: /^(?:outlook|hotmail|live|msn)\./i, sending: { perMinute: 30, perDay: 300 } },
    sending: { perMinute: 30, perDay: 10_000 },
  },
  { hosts: /(?:^|\.)mail\.me\.com$/i, sending: { perMinute: null, perDay: 1_000 } },
  { hosts: /(?:^|\.)mail\.yahoo\.com$/i, sending: { perMinute: null, perDay: 500 } },
];

export function usualLimits(address: string, settings: Pick<EmailAccountSettings, 'smtp' | 'imap'> | undefined): UsualLimits {
  const smtp = settings?.smtp;
  const serverMaxBytes = smtp?.maxBytes ?? null;
  return {
    sending: smtp ? sendingAt(smtp.host, address) : UNLIMITED,
    maxMailBytes: USUAL_MAIL_BYTES,
    serverMaxBytes,
    largeIncoming: settings?.imap === null ? 'refused' : 'partly',
  };
}

function sendingAt(host: string, address: string): SendingLimit {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const known = PROVIDER_LIMITS.find(({ hosts }) => hosts.test(host));
  if (known?.free?.domains.test(domain)) return known.free.sending;
  return known?.sending ?? UNLIMITED;
}
