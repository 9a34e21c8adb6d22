import { Module } from '@nestjs/common';
import { NormsModule } from '../../modules/norms/public.ts';
import { TicketsModule } from '../../modules/tickets/public.ts';
import { ChannelCoreModule } from '../core/channel-core.module.ts';
import { BolAdapter } from './bol.adapter.ts';
import { BolController } from './bol.controller.ts';
import { BolInterpreter } from './bol.interpreter.ts';
import { BolSender } from './bol.sender.ts';
import { BolAccounts } from './bol-accounts.ts';
import { BolCarrier } from './bol-carrier.ts';
import { BolNorms } from './bol-norms.ts';
import { BolPatternsController } from './bol-patterns.controller.ts';
import { BolPatterns } from './bol-patterns.ts';
import { BolStatus } from './bol-status.ts';
import { ConnectBol } from './connect-bol.service.ts';
import { StoredMail } from './stored-mail.ts';
import { TestQuestion } from './test-question.service.ts';
import { TryPattern } from './try-pattern.service.ts';
import { UnreadMail } from './unread-mail.service.ts';

/** Questions by mail. */
const MAIL = [
  BolAdapter,
  BolInterpreter,
  BolSender,
  BolCarrier,
  BolAccounts,
  BolPatterns,
  BolStatus,
  ConnectBol,
  TestQuestion,
  TryPattern,
  StoredMail,
  UnreadMail,
];

@Module({
  imports: [ChannelCoreModule, TicketsModule, NormsModule],
  controllers: [BolController, BolPatternsController],
  providers: [...MAIL, BolNorms],
})
export class BolModule {}
