import type { IncomingHttpHeaders } from 'node:http';
import { channelKind } from '@balie/shared/contracts/channels.ts';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { PublicRoute } from '../../platform/http/access.ts';
import { Webhooks } from './webhooks.ts';

const tokenParameter = z.string().regex(/^[\w-]{20,60}$/);
/** Whatever the provider asks; of a name that comes twice the first. */
const asked = z
  .record(z.string(), z.union([z.string(), z.array(z.string())]))
  .transform((query) => Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value].flat()[0] ?? ''])));

/** Where providers call us. The address is a secret, and each channel checks the signature besides. */
@Controller('hooks')
export class WebhooksController {
  constructor(private readonly webhooks: Webhooks) {}

  @Post(':kind/:token')
  @PublicRoute()
  @HttpCode(200)
  async receive(
    @Param('kind', { schema: channelKind }) kind: string,
    @Param('token', { schema: tokenParameter }) token: string,
    @Query({ schema: asked }) query: Record<string, string>,
    @Headers() headers: IncomingHttpHeaders,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const answer = await this.webhooks.receive(kind, token, { headers, query, body: Buffer.isBuffer(body) ? body : Buffer.alloc(0) });
    if (answer) void reply.header('content-type', answer.contentType);
    return answer?.body;
  }

  @Get(':kind/:token')
  @PublicRoute()
  verify(
    @Param('kind', { schema: channelKind }) kind: string,
    @Param('token', { schema: tokenParameter }) token: string,
    @Query({ schema: asked }) query: Record<string, string>,
  ): Promise<string> {
    return this.webhooks.verify(kind, token, query);
  }
}
