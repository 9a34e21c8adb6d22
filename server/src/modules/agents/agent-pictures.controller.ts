import { id as uuid } from '@balie/shared/contracts/common.ts';
import { type Me as MeShape, me as meShape } from '@balie/shared/contracts/people.ts';
import { Controller, Delete, Get, Param, Put, Req, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Me, PublicRoute, SignedIn } from '../../platform/http/access.ts';
import type { Principal, Request } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { AgentPictures, MAX_PICTURE_BYTES } from './agent-pictures.ts';
import { MeQueries } from './me.queries.ts';
import { PictureUnusable } from './people.errors.ts';

/** One's own picture, and everybody's by its address. */
@Controller()
export class AgentPicturesController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly pictures: AgentPictures,
    private readonly me: MeQueries,
  ) {}

  /** Field `file` of a form. */
  @Put('me/picture')
  @SignedIn()
  @Returns(meShape)
  async set(@Me() principal: Principal, @Req() request: Request): Promise<MeShape> {
    await this.pictures.set(principal.agentId, await fileOf(request));
    return this.unitOfWork.run((tx) => this.me.get(tx, principal.agentId));
  }

  @Delete('me/picture')
  @SignedIn()
  @Returns(meShape)
  async remove(@Me() principal: Principal): Promise<MeShape> {
    await this.pictures.remove(principal.agentId);
    return this.unitOfWork.run((tx) => this.me.get(tx, principal.agentId));
  }

  /** Shown on the pages of shops, too, to people who are signed in nowhere. */
  @Get('agent-pictures/:id')
  @PublicRoute()
  async read(@Param('id', { schema: uuid }) id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    const { type, contents } = await this.pictures.open(id);
    void reply.header('cache-control', 'public, max-age=31536000, immutable');
    void reply.header('cross-origin-resource-policy', 'cross-origin');
    return new StreamableFile(contents, { type, disposition: 'inline' });
  }
}

/** @throws {PictureUnusable} */
async function fileOf(request: Request): Promise<Buffer> {
  if (!request.isMultipart()) throw new PictureUnusable();
  try {
    const part = await request.file({ limits: { fileSize: MAX_PICTURE_BYTES, files: 1, fields: 5 } });
    if (part) return await part.toBuffer();
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'FST_REQ_FILE_TOO_LARGE') throw error;
  }
  throw new PictureUnusable();
}
