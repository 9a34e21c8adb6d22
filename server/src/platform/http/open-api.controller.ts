import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { PublicRoute } from './access.ts';
import { openApiOf } from './open-api.ts';
import { Returns } from './returns.ts';
import { RouteList } from './route-list.ts';

/** The description of the API for programs and for who writes them; the same for everybody. */
@Controller('openapi.json')
export class OpenApiController {
  private document: ReturnType<typeof openApiOf> | undefined;

  constructor(private readonly routes: RouteList) {}

  @Get()
  @PublicRoute()
  @Returns(z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) }))
  read() {
    this.document ??= openApiOf(this.routes.all());
    return this.document;
  }
}
