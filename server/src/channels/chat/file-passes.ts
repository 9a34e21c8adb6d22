import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../platform/clock/clock.ts';
import { SecretBox } from '../../platform/crypto/secret-box.ts';

const VALID_MS = 24 * 3_600_000;
const pass = z.object({ visitorId: z.string(), until: z.number() });

/** Addresses under which a visitor's page shows a file, without the token: for one file, for a day. */
@Injectable()
export class FilePasses {
  constructor(
    private readonly box: SecretBox,
    private readonly clock: Clock,
  ) {}

  /** Path on this server. */
  addressOf(key: string, fileId: string, visitorId: string): string {
    const until = this.clock.now().getTime() + VALID_MS;
    return `/api/chat/${key}/files/${fileId}?pass=${this.box.seal({ visitorId, until }, contextOf(fileId)).toString('base64url')}`;
  }

  /** Whose pass it is; undefined when it is forged, of another file, or over. */
  read(fileId: string, given: string): string | undefined {
    try {
      const { visitorId, until } = pass.parse(this.box.open(Buffer.from(given, 'base64url'), contextOf(fileId)));
      return until > this.clock.now().getTime() ? visitorId : undefined;
    } catch {
      return undefined;
    }
  }
}

const contextOf = (fileId: string) => `chat-file:${fileId}`;
