import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { ChannelsModule } from './channels/channels.module.ts';
import { AgentsModule } from './modules/agents/agents.module.ts';
import { ContactsModule } from './modules/contacts/contacts.module.ts';
import { FirstRunModule } from './modules/first-run/first-run.module.ts';
import { ImportsModule } from './modules/imports/imports.module.ts';
import { MacrosModule } from './modules/macros/macros.module.ts';
import { NormsModule } from './modules/norms/norms.module.ts';
import { OrdersModule } from './modules/orders/orders.module.ts';
import { OrganisationsModule } from './modules/organisations/organisations.module.ts';
import { RoutingModule } from './modules/routing/routing.module.ts';
import { RulesModule } from './modules/rules/rules.module.ts';
import { SlaModule } from './modules/sla/sla.module.ts';
import { TicketOrdersModule } from './modules/ticket-orders/ticket-orders.module.ts';
import { TicketsModule } from './modules/tickets/tickets.module.ts';
import { WallModule } from './modules/wall/wall.module.ts';
import type { Config } from './platform/config/config.ts';
import type { Database } from './platform/database/database.ts';
import { PlatformModule, type PlatformOptions } from './platform/platform.module.ts';

export interface AppOptions extends PlatformOptions {
  /** Modules that stand beside those of the house, such as a channel of somebody else's making. */
  readonly also?: readonly Type[];
}

/** The whole house. */
@Module({})
export class AppModule {
  static with(config: Config, database: Database, options: AppOptions = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(config, database, options),
        OrganisationsModule,
        AgentsModule,
        FirstRunModule,
        ContactsModule,
        TicketsModule,
        ImportsModule,
        OrdersModule,
        TicketOrdersModule,
        SlaModule,
        NormsModule,
        RoutingModule,
        WallModule,
        RulesModule,
        MacrosModule,
        ChannelsModule,
        ...(options.also ?? []),
      ],
    };
  }
}
