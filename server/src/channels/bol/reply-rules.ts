import type { BolRules } from '@balie/shared/contracts/bol-mail.ts';
import type { MailAddress } from '@balie/shared/contracts/common.ts';
import { reason } from '@balie/shared/domain/reasons.ts';
import { isBolRelay } from './bol-addresses.ts';

const MEGABYTE = 1_000_000;
const LINK = /(?:href=["']|\b)((?:https?:\/\/|www\.)[^\s"'<>]{1,300})/i;

/** An answer over bol, whether it is to be written or about to leave. */
export interface BolReply {
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly bcc: readonly MailAddress[];
  readonly html: string;
  readonly files: readonly { readonly name: string; readonly sizeBytes: number }[];
}

/** What of bol's rules stands against an answer, in words; undefined: nothing. @param sendsFrom null: nothing can leave */
export function whyNotOverBol(reply: BolReply, contactAddress: string, sendsFrom: string | null, rules: BolRules): string | undefined {
  if (sendsFrom === null) return reason('bol-cannot-send');
  if (sendsFrom.toLowerCase() !== contactAddress.toLowerCase())
    return reason('bol-wrong-sender', { contact: contactAddress, address: sendsFrom });
  const [first, ...others] = [...reply.to, ...reply.cc, ...reply.bcc];
  if (!first || !isBolRelay(first.address)) return reason('bol-not-relay', { address: first?.address ?? '?' });
  if (others.length > 0) return reason('bol-one-recipient');
  const wrong = reply.files.find(({ name }) => !rules.fileTypes.includes(endingOf(name)));
  if (wrong) return reason('bol-file-type', { name: wrong.name, types: rules.fileTypes.join(', ') });
  if (reply.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) > rules.maxBytes)
    return reason('bol-file-size', { megabytes: Math.floor(rules.maxBytes / MEGABYTE) || (rules.maxBytes / MEGABYTE).toFixed(1) });
  const link = rules.links ? undefined : LINK.exec(reply.html)?.[1];
  return link === undefined ? undefined : reason('bol-no-links', { link });
}

function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}
