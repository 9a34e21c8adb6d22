import { id } from '@balie/shared/contracts/common.ts';
import { Controller, Delete, Get, HttpCode, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { z } from 'zod';
import { Clock } from '../../platform/clock/clock.ts';
import { inOrganisation } from '../../platform/database/scope.ts';
import { PublicRoute, Requires } from '../../platform/http/access.ts';
import type { Request } from '../../platform/http/principal.ts';
import { RateBrake } from '../../platform/http/rate-brake.ts';
import { Log } from '../../platform/logging/log.ts';
import { FileStorage, StoredFileMissing } from '../../platform/storage/file-storage.ts';
import { dispositionOf } from './attachment-file.ts';
import { filePage, localeOf, noFilePage } from './file-link-page.ts';
import { FileLinks, type LinkedFile } from './file-links.ts';
import { FileScanner } from './file-scanner.ts';

const WINDOW_MS = 10 * 60_000;
/** Per visitor: people behind one address of a company, but nobody who tries tokens. */
const VISITS = 300;
const MISSES = 30;
const token = z.string().max(100);

/** Where customers fetch files that were too large for a mail. It tells nothing to who has no link. */
@Controller()
export class FileLinksController {
  private readonly visits: RateBrake;
  private readonly misses: RateBrake;
  private readonly log: Logger;

  constructor(
    private readonly links: FileLinks,
    private readonly storage: FileStorage,
    private readonly scanner: FileScanner,
    clock: Clock,
    log: Log,
  ) {
    this.log = log.named('file-links');
    this.visits = new RateBrake(clock, VISITS, WINDOW_MS);
    this.misses = new RateBrake(clock, MISSES, WINDOW_MS);
  }

  /** A page and not the file at once: programs that look at links in mails shall not count as the customer. */
  @Get('downloads/:token')
  @PublicRoute()
  async page(@Param('token', { schema: token }) given: string, @Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    const file = await this.open(given, request, reply);
    if (file) this.show(reply, 200, filePage(languageOf(request), file, `${request.url.split('?')[0]}/file`));
  }

  @Get('downloads/:token/file')
  @PublicRoute()
  async file(@Param('token', { schema: token }) given: string, @Req() request: Request, @Res() reply: FastifyReply): Promise<void> {
    const file = await this.open(given, request, reply);
    if (!file) return;
    const { organisationId, fileId, storageKey, scan, virus } = file;
    const known = await inOrganisation(organisationId, () => this.scanner.stateOf({ id: fileId, storageKey, scan, virus }));
    if (known.scan === 'infected' || known.scan === 'unscannable') return this.show(reply, 404, noFilePage(languageOf(request), 'gone'));
    if (known.scan === 'waiting') return this.show(reply, 503, noFilePage(languageOf(request), 'later'));
    const contents = await this.storage.stream(storageKey).catch((error: unknown) => this.unread(error));
    if (contents === 'missing') return this.show(reply, 404, noFilePage(languageOf(request), 'gone'));
    if (contents === 'away') return this.show(reply, 503, noFilePage(languageOf(request), 'later'));
    // A look at the headers fetches nothing.
    if (request.method === 'GET') await inOrganisation(file.organisationId, () => this.links.countDownload(file));
    void reply
      .headers({
        'cache-control': 'private, no-store',
        'x-robots-tag': 'noindex, nofollow',
        // Whatever it is, it is saved and not shown: here a stranger's browser would trust our address.
        'content-type': 'application/octet-stream',
        'content-disposition': dispositionOf(file, true),
        'content-length': file.sizeBytes,
      })
      .send(contents);
  }

  @Delete('attachments/:id/link')
  @Requires('tickets:reply')
  @HttpCode(204)
  async revoke(@Param('id', { schema: id }) attachmentId: string): Promise<void> {
    await this.links.revoke(attachmentId);
  }

  /** Answers by itself when there is nothing to fetch. */
  private async open(given: string, request: Request, reply: FastifyReply): Promise<LinkedFile | undefined> {
    if (!this.visits.count(request.ip) || this.misses.isOver(request.ip)) {
      this.show(reply, 429, noFilePage(languageOf(request), 'later'));
      return undefined;
    }
    const file = await this.links.find(given);
    if (file && !file.isOver) return file;
    if (!file) this.misses.count(request.ip);
    // The same words for what never was: nobody learns which links there were.
    this.show(reply, 404, noFilePage(languageOf(request), 'gone'));
    return undefined;
  }

  /** A file that is lost does not come back; a storage out of reach does. */
  private unread(error: unknown): 'missing' | 'away' {
    this.log.error({ err: error }, 'A file that a customer was sent a link to could not be read');
    return error instanceof StoredFileMissing ? 'missing' : 'away';
  }

  private show(reply: FastifyReply, status: number, html: string): void {
    void reply
      .status(status)
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'private, no-store',
        'x-robots-tag': 'noindex, nofollow',
        'content-security-policy':
          "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      })
      .send(html);
  }
}

function languageOf(request: Request) {
  return localeOf(request.headers['accept-language']);
}
