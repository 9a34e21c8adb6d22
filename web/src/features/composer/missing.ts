import type { ChannelAccount } from '@balie/shared/contracts/channels.ts';
import type { TicketStatus } from '@balie/shared/contracts/tickets.ts';
import { TEXT_VARIABLES, variablesIn } from '@balie/shared/domain/text-variables.ts';
import { isAddress } from '../../ui/writing/addresses.ts';
import type { Written } from './draft-keeper.ts';
import type { Recipients } from './use-send.ts';

export type Missing =
  | { readonly what: 'words' | 'recipient' | 'upload' | 'failedUpload' | 'channel' | 'window' | 'links' }
  | { readonly what: 'address'; readonly address: string }
  /** A macro asked for something that is not known here. */
  | { readonly what: 'gap'; readonly name: string }
  | { readonly what: 'status'; readonly status: TicketStatus }
  | { readonly what: 'size'; readonly maxBytes: number }
  | { readonly what: 'fileType'; readonly name: string; readonly types: string };

interface Situation {
  readonly written: Written;
  readonly uploading: boolean;
  readonly uploadFailed: boolean;
  /** Absent for a note, which needs neither a channel nor anybody to go to. */
  readonly reply?: {
    readonly recipients: Recipients;
    readonly channel: ChannelAccount | undefined;
    readonly status: TicketStatus;
    /** The provider takes no free answer any more. */
    readonly windowClosed?: boolean;
  };
}

/** The first thing that stands in the way of sending; undefined when nothing does. */
export function whatIsMissing({ written, uploading, uploadFailed, reply }: Situation): Missing | undefined {
  if (reply) {
    if (reply.status === 'closed' || reply.status === 'spam') return { what: 'status', status: reply.status };
    if (!reply.channel) return { what: 'channel' };
    const { to, cc, bcc } = reply.recipients;
    if (to.length === 0) return { what: 'recipient' };
    // Elsewhere an answer goes to who wrote, by whatever they are known there.
    const wrong = reply.channel.capabilities.recipients && [...to, ...cc, ...bcc].find(({ address }) => !isAddress(address));
    if (wrong) return { what: 'address', address: wrong.address };
    if (reply.windowClosed) return { what: 'window' };
  }
  if (uploading) return { what: 'upload' };
  if (uploadFailed) return { what: 'failedUpload' };
  const limits = reply?.channel?.capabilities.attachments;
  const total = written.attachments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (limits && total > limits.maxBytesTotal) return { what: 'size', maxBytes: limits.maxBytesTotal };
  const { types } = limits ?? {};
  const wrong = types && written.attachments.find(({ name }) => !types.includes(endingOf(name)));
  if (types && wrong) return { what: 'fileType', name: wrong.name, types: types.join(', ') };
  if (reply?.channel?.capabilities.links === false && /<a\b|https?:\/\//iu.test(written.html)) return { what: 'links' };
  const [gap] = variablesIn(written.html).filter((name) => (TEXT_VARIABLES as readonly string[]).includes(name));
  if (gap) return { what: 'gap', name: gap };
  if (written.empty && written.attachments.length === 0) return { what: 'words' };
  return undefined;
}

function endingOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}
