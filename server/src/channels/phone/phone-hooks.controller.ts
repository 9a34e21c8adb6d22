import { Controller, Param, Post, type RawBodyRequest, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Config } from '../../platform/config/config.ts';
import { PublicRoute } from '../../platform/http/access.ts';
import type { Request } from '../../platform/http/principal.ts';
import { PhoneHooks } from './phone-hooks.service.ts';

/** Where telephone exchanges tell of calls. */
@Controller('hooks/phone')
export class PhoneHooksController {
  constructor(
    private readonly hooks: PhoneHooks,
    private readonly config: Config,
  ) {}

  @Post(':token')
  @PublicRoute()
  async take(
    @Param('token', { schema: z.string().max(100) }) token: string,
    @Req() request: RawBodyRequest<Request>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.hooks.take(token, {
      body: request.rawBody ?? Buffer.alloc(0),
      // As the provider knows it, whatever stands in between.
      url: `${this.config.publicUrl}${request.url}`,
      header: (name) => [request.headers[name]].flat()[0],
    });
    // Twilio reads what it is answered as what to do with the call: nothing.
    void reply.status(200).header('content-type', 'text/xml').send('<?xml version="1.0" encoding="UTF-8"?><Response/>');
  }
}
