import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SystemMailer } from '../../platform/mail/system-mailer.ts';
import { JobRunner } from '../../platform/queue/job-runner.ts';
import { mailAlarm } from './account-alarm.ts';
import { AlarmLetters } from './alarm-letters.ts';

/** Mails owners about an account that needs them, over whatever can still send. */
@Injectable()
export class AlarmMailer implements OnModuleInit {
  constructor(
    private readonly runner: JobRunner,
    private readonly letters: AlarmLetters,
    private readonly mailer: SystemMailer,
  ) {}

  onModuleInit(): void {
    this.runner.handle(mailAlarm, async ({ channelAccountId, agentId }) => {
      const letter = await this.letters.write(channelAccountId, agentId);
      // The queue tries again: by then another mailbox may be back.
      if (letter && !(await this.mailer.send(letter))) throw new Error('Nothing could send the mail about an account');
    });
  }
}
