import { Injectable, type OnModuleInit } from '@nestjs/common';
import { readChatwoot } from './chatwoot.ts';
import { readFreshdesk } from './freshdesk.ts';
import { HelpdeskFormat } from './helpdesk-format.ts';
import { HelpdeskWriter } from './helpdesk-writer.ts';
import { HistoryFormats } from './history-formats.ts';
import { readZendesk } from './zendesk.ts';

/** One line per helpdesk whose exports can be brought over. */
@Injectable()
export class HelpdeskFormats implements OnModuleInit {
  constructor(
    private readonly formats: HistoryFormats,
    private readonly writer: HelpdeskWriter,
  ) {}

  onModuleInit(): void {
    this.formats.register(new HelpdeskFormat('zendesk', readZendesk, this.writer));
    this.formats.register(new HelpdeskFormat('freshdesk', readFreshdesk, this.writer));
    this.formats.register(new HelpdeskFormat('chatwoot', readChatwoot, this.writer));
  }
}
