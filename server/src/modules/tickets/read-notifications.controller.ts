import { type ReadNotificationsRequest, readNotificationsRequest } from '@balie/shared/contracts/notifications.ts';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { Me, SignedIn } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { MarkRead } from './mark-read.service.ts';

@Controller('notifications')
export class ReadNotificationsController {
  constructor(private readonly markRead: MarkRead) {}

  @Post('read')
  @SignedIn()
  @HttpCode(204)
  read(@Me() me: Principal, @Body({ schema: readNotificationsRequest }) { ids }: ReadNotificationsRequest): Promise<void> {
    return this.markRead.notifications(me.agentId, ids);
  }
}
