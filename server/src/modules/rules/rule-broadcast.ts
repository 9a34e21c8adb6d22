import { Injectable, type OnModuleInit } from '@nestjs/common';
import { currentOrganisationId } from '../../platform/database/scope.ts';
import { EventDispatcher } from '../../platform/events/event-dispatcher.ts';
import { Realtime } from '../../platform/realtime/realtime.ts';
import { rulesChanged } from './rule.events.ts';

/** Tells the consoles of an organisation to read its rules again. */
@Injectable()
export class RuleBroadcast implements OnModuleInit {
  constructor(
    private readonly events: EventDispatcher,
    private readonly realtime: Realtime,
  ) {}

  onModuleInit(): void {
    this.events.on(rulesChanged, 'rule-broadcast', () => this.realtime.toOrganisation(currentOrganisationId(), 'rules.changed'));
  }
}
