import { Module } from '@nestjs/common';
import { EmailModule } from './email/email.module.ts';

/** One line per channel. */
@Module({ imports: [EmailModule] })
export class ChannelsModule {}
