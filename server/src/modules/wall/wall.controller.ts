import { wall } from '@balie/shared/contracts/wall.ts';
import { Controller, Get } from '@nestjs/common';
import { Requires } from '../../platform/http/access.ts';
import { Returns } from '../../platform/http/returns.ts';
import { ReadWall } from './read-wall.ts';

/** What a team lead keeps open all day. */
@Controller('wall')
export class WallController {
  constructor(private readonly wall: ReadWall) {}

  @Get()
  @Requires('wall:read')
  @Returns(wall)
  read() {
    return this.wall.execute();
  }
}
