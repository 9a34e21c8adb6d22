import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/public.ts';
import { OrganisationsModule } from '../organisations/public.ts';
import { SlaModule } from '../sla/public.ts';
import { TicketsModule } from '../tickets/public.ts';
import { JudgeNorms } from './judge-norms.ts';
import { KeepQuestions } from './keep-questions.ts';
import { KeepSums } from './keep-sums.ts';
import { KeptSums } from './kept-sums.ts';
import { ReadMarketplaceFacts } from './marketplace-facts.ts';
import { MarketplaceRulesBook } from './marketplace-rules.ts';
import { Markets } from './markets.ts';
import { MeasureNorms } from './measure-norms.ts';
import { NormAlerts } from './norm-alerts.ts';
import { ReadNormBoard } from './norm-board.ts';
import { NormBroadcast } from './norm-broadcast.ts';
import { NormCounts } from './norm-counts.ts';
import { NormLetters } from './norm-letters.ts';
import { NormStates } from './norm-states.ts';
import { NormWatch } from './norm-watch.ts';
import { NormsController } from './norms.controller.ts';
import { OwnCounts } from './own-counts.ts';
import { OwnNorms } from './own-norms.ts';
import { QuestionListener } from './question.listener.ts';
import { Strikes } from './strikes.ts';
import { TellLeads } from './tell-leads.ts';

const READS = [ReadMarketplaceFacts, NormCounts, OwnCounts, KeptSums, MeasureNorms, ReadNormBoard, NormStates];
const LIVE = [QuestionListener, KeepSums, NormWatch, NormBroadcast];

/** The norms of marketplaces and of the house: how they stand, where they end up, and who is told before it is too late. */
@Module({
  imports: [TicketsModule, OrdersModule, SlaModule, OrganisationsModule],
  controllers: [NormsController],
  providers: [
    MarketplaceRulesBook,
    KeepQuestions,
    OwnNorms,
    Markets,
    Strikes,
    JudgeNorms,
    NormAlerts,
    NormLetters,
    TellLeads,
    ...READS,
    ...LIVE,
  ],
  exports: [MarketplaceRulesBook],
})
export class NormsModule {}
