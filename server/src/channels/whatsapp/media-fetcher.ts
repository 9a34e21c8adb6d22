import { createHash } from 'node:crypto';
import { reason } from '@balie/shared/domain/reasons.ts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type IncomingAttachment, type LeftOutFile, StoredFiles } from '../../modules/tickets/public.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { AccountHealth } from '../core/account-health.ts';
import { type ChannelAccountForAdapter, ParseLater } from '../core/channel-adapter.ts';
import { GraphApi, GraphRefused, GraphUnreachable } from './graph-api.ts';
import type { Media, MediaType } from './inbound-shapes.ts';
import { mediaName } from './message-words.ts';
import { secretsOf, settingsOf } from './whatsapp-account.ts';

/** Meta passes nothing larger on. */
const MAX_BYTES = 100 * 1024 * 1024;
/** So long Meta keeps a file that was sent to us. */
const KEPT_MS = 7 * 86_400_000;

const address = z.object({ url: z.url(), mime_type: z.string().optional(), file_size: z.coerce.number().optional() });

export interface FetchedFile {
  readonly attachments: readonly IncomingAttachment[];
  readonly leftOut: readonly LeftOutFile[];
}

/** Fetches what customers send beside words. The address that Meta gives works for five minutes, so it is used at once. */
@Injectable()
export class MediaFetcher {
  constructor(
    private readonly graph: GraphApi,
    private readonly files: StoredFiles,
    private readonly health: AccountHealth,
    private readonly clock: Clock,
  ) {}

  /**
   * @param since when the message came
   * @throws {ParseLater} as long as the file may still be had
   */
  async fetch(account: ChannelAccountForAdapter, type: MediaType, media: Media, since: Date): Promise<FetchedFile> {
    const { locale, phoneNumberId } = settingsOf(account);
    const contentType = (media.mime_type ?? 'application/octet-stream').split(';')[0]?.trim() ?? '';
    const name = media.filename ?? `${mediaName(media.voice ? 'voice' : type, locale)}${EXTENSIONS[contentType] ?? ''}`;
    try {
      const contents = await this.bytes(account, `${media.id}?phone_number_id=${phoneNumberId}`, media.sha256);
      const file = { contents, name, contentType, contentId: null, inline: false };
      return { attachments: [await this.files.storeIncoming(file)], leftOut: [] };
    } catch (error) {
      if (!(error instanceof GraphRefused || error instanceof GraphUnreachable)) throw error;
      const isGone = error instanceof GraphRefused && error.verdict.reaction === 'never';
      if (error instanceof GraphRefused && error.verdict.reaction === 'person') {
        this.health.needsAttention(account.id, 'receive', { code: error.verdict.faultCode, message: error.verdict.reason });
      }
      // It is shown that there was a file; Meta has thrown it away.
      if (isGone || !account.secrets || this.clock.now().getTime() - since.getTime() > KEPT_MS) {
        return { attachments: [], leftOut: [{ name, contentType, sizeBytes: 0 }] };
      }
      throw new ParseLater(reason('whatsapp-file-later', { words: error.message }));
    }
  }

  private async bytes(account: ChannelAccountForAdapter, path: string, sha256: string | undefined): Promise<Buffer> {
    if (!account.secrets) throw new GraphUnreachable(false, 'The number is not connected any more.');
    const { accessToken } = secretsOf(account);
    for (let attempt = 1; ; attempt++) {
      const { url } = await this.graph.get(accessToken, path, address);
      try {
        const contents = await this.graph.download(accessToken, url, MAX_BYTES);
        const digest = createHash('sha256').update(contents).digest('base64');
        if (sha256 !== undefined && /^[A-Za-z0-9+/]{43}=$/.test(sha256) && digest !== sha256) {
          throw new GraphUnreachable(false, 'The file arrived damaged.');
        }
        return contents;
      } catch (error) {
        // The address has run out: a new one works.
        const expired = error instanceof GraphRefused && [401, 403, 404, 410].includes(error.status);
        if (!expired) throw error;
        if (attempt >= 2) throw new GraphUnreachable(false, error.message);
      }
    }
  }
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'audio/ogg': '.ogg',
  'audio/mpeg': '.mp3',
  'audio/mp4': '.m4a',
  'audio/aac': '.aac',
  'audio/amr': '.amr',
  'video/mp4': '.mp4',
  'video/3gpp': '.3gp',
  'application/pdf': '.pdf',
};
