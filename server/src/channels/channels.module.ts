import { Module } from '@nestjs/common';

/** One line per channel. */
@Module({ imports: [] })
export class ChannelsModule {}
