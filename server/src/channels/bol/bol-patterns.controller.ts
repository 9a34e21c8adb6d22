import {
  type BolPattern,
  bolPatterns,
  resetBolPatternRequest,
  saveBolPatternRequest,
  type TryBolPatternRequest,
  triedBolPattern,
  tryBolPatternRequest,
} from '@balie/shared/contracts/bol-mail.ts';
import { id } from '@balie/shared/contracts/common.ts';
import { message } from '@balie/shared/contracts/tickets.ts';
import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Me, Requires } from '../../platform/http/access.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { BolPatterns } from './bol-patterns.ts';
import { TryPattern } from './try-pattern.service.ts';
import { UnreadMail } from './unread-mail.service.ts';

/** How bol's mails are read, for whoever leads the conversations. */
@Controller('channels/bol')
export class BolPatternsController {
  constructor(
    private readonly patterns: BolPatterns,
    private readonly tryPattern: TryPattern,
    private readonly unread: UnreadMail,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  @Get('patterns')
  @Requires('conversations:manage')
  @Returns(bolPatterns)
  async list() {
    return { items: await this.unitOfWork.run((tx) => this.patterns.list(tx)) };
  }

  @Put('patterns')
  @Requires('conversations:manage')
  @Returns(bolPatterns)
  async save(@Body({ schema: saveBolPatternRequest }) { key, pattern }: { key: string; pattern: BolPattern }, @Me() me: Principal) {
    await this.patterns.save(key, pattern, me.agentId);
    return this.list();
  }

  /** Back to what comes with Balie; an own one is removed. */
  @Post('patterns/reset')
  @Requires('conversations:manage')
  @Returns(bolPatterns, 200)
  async reset(@Body({ schema: resetBolPatternRequest }) { key }: { key: string }, @Me() me: Principal) {
    await this.patterns.reset(key, me.agentId);
    return this.list();
  }

  @Post('patterns/try')
  @Requires('conversations:manage')
  @Returns(triedBolPattern, 200)
  tryOut(@Body({ schema: tryBolPatternRequest }) request: TryBolPatternRequest) {
    return this.tryPattern.execute(request);
  }

  /** After a pattern was taught to know it. */
  @Post('messages/:id/read-again')
  @Requires('conversations:manage')
  @Returns(message, 200)
  readAgain(@Param('id', { schema: id }) messageId: string) {
    return this.unread.readAgain(messageId);
  }
}
