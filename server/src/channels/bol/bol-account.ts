import { type BolRules, bolRules } from '@balie/shared/contracts/bol-mail.ts';
import { channelKind } from '@balie/shared/contracts/channels.ts';
import { z } from 'zod';
import { DEFAULT_HOLD_PHRASES } from './hold-phrases.ts';

const MEGABYTE = 1_000_000;

/** bol names neither types nor sizes; these are what every mail relay takes. An owner who knows better sets something else. */
const DEFAULT_RULES: BolRules = {
  fileTypes: ['pdf', 'jpg', 'jpeg', 'png', 'gif', 'doc', 'docx', 'xls', 'xlsx', 'txt'],
  maxBytes: 8 * MEGABYTE,
  links: true,
  holdPhrases: [...DEFAULT_HOLD_PHRASES],
};

/** As it stands in `channel_accounts.settings`; other parts of this channel keep theirs beside it. */
export const bolAccountSettings = z.looseObject({
  /** The account that bol's mail comes to, and by which answers leave. */
  mailAccountId: z.string(),
  /** What kind of channel that is. */
  carrierKind: channelKind,
  contactAddress: z.string(),
  rules: bolRules.default(DEFAULT_RULES),
});
