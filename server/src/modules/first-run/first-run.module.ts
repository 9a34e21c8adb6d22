import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/public.ts';
import { SetUp } from './set-up.service.ts';
import { SetupController } from './setup.controller.ts';

/** The first visit: nobody is there yet. */
@Module({ imports: [OrganisationsModule], controllers: [SetupController], providers: [SetUp] })
export class FirstRunModule {}
