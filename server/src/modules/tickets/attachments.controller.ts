import { id } from '@balie/shared/contracts/common.ts';
import { type Attachment, attachment, type ScannerStatus, scannerStatus } from '@balie/shared/contracts/files.ts';
import { allows } from '@balie/shared/domain/permissions.ts';
import { Controller, Get, Param, Post, Query, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Me, Requires } from '../../platform/http/access.ts';
import { NotFound } from '../../platform/http/http.errors.ts';
import type { Principal, Request } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { FileStorage, StoredFileMissing } from '../../platform/storage/file-storage.ts';
import { dispositionOf } from './attachment-file.ts';
import { isPreviewable } from './attachment-row.ts';
import { Attachments } from './attachments.service.ts';
import { FileScanner } from './file-scanner.ts';
import { readUpload } from './read-upload.ts';

const downloadQuery = z.object({ download: z.enum(['0', '1']).default('0') });

/** Files to read and to send. What strangers sent never runs anything here: fixed types, no sniffing, a sandbox around it. */
@Controller('attachments')
export class AttachmentsController {
  constructor(
    private readonly attachments: Attachments,
    private readonly storage: FileStorage,
    private readonly scanner: FileScanner,
  ) {}

  @Get('scanner')
  @Requires('channels:manage')
  @Returns(scannerStatus)
  status(): Promise<ScannerStatus> {
    return this.scanner.status();
  }

  @Post()
  @Requires('tickets:note')
  @Returns(attachment)
  async upload(@Me() me: Principal, @Req() request: Request): Promise<Attachment> {
    return this.attachments.upload(me.agentId, await readUpload(request));
  }

  @Get(':id')
  @Requires('tickets:read')
  async download(
    @Me() me: Principal,
    @Param('id', { schema: id }) attachmentId: string,
    @Query({ schema: downloadQuery }) query: z.infer<typeof downloadQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const found = await this.attachments.find(attachmentId, me.agentId);
    const { fileId, storageKey, scan, virus } = found;
    // Who answers for the house may look at what was found, but not in the browser.
    const evenInfected = query.download === '1' && allows(me.role, 'channels:manage');
    await this.scanner.check({ id: fileId, storageKey, scan, virus }, evenInfected);
    const contents = await this.storage.stream(found.storageKey).catch((error: unknown) => {
      throw error instanceof StoredFileMissing ? new NotFound('file') : error;
    });
    void reply.headers({
      'cache-control': 'private, max-age=31536000, immutable',
      'x-frame-options': 'SAMEORIGIN',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
    });
    return new StreamableFile(contents, {
      // A name that a stranger gave a type is no reason to let a browser act on it.
      type: isPreviewable(found.contentType) || query.download === '1' ? safeType(found.contentType) : 'application/octet-stream',
      disposition: dispositionOf(found, query.download === '1'),
      length: found.sizeBytes,
    });
  }
}

/** Types that browsers execute are handed over as plain bytes even as a download. */
function safeType(contentType: string): string {
  return /html|svg|xml|javascript|ecmascript/i.test(contentType) || !/^[\w.+-]+\/[\w.+-]+$/.test(contentType)
    ? 'application/octet-stream'
    : contentType;
}
