import { Module } from '@nestjs/common';
import { OrganisationBroadcast } from './organisation-broadcast.ts';
import { OrganisationsController } from './organisations.controller.ts';
import { Organisations } from './organisations.ts';
import { ShopsController } from './shops.controller.ts';
import { Shops } from './shops.ts';

/** Whose house it is: the organisation and its shops (brands). */
@Module({
  controllers: [OrganisationsController, ShopsController],
  providers: [Organisations, Shops, OrganisationBroadcast],
  exports: [Organisations, Shops],
})
export class OrganisationsModule {}
