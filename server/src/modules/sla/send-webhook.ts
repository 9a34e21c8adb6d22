import { createHmac } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.ts';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { OutboundHttp } from '../../platform/http/outbound-http.ts';
import { JobRunner } from '../../platform/queue/job-runner.ts';
import { jobType } from '../../platform/queue/job-type.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { WebhookSecrets } from './webhook-secrets.ts';

/** What is told; `id` is the same each time it is tried again. */
export interface Told {
  readonly id: string;
  readonly type: string;
}

const sendSlaWebhook = jobType<{ url: string; body: Told }>('send-sla-webhook');
/** The last of them about a day after the first. */
const ATTEMPTS = 12;
/** Nobody reads the answer. */
const MOST_BYTES = 64 * 1024;

/** Tells a server of the organisation's own, signed, and again until it says that it has heard. */
@Injectable()
export class SendWebhook implements OnModuleInit {
  constructor(
    private readonly runner: JobRunner,
    private readonly jobs: Jobs,
    private readonly http: OutboundHttp,
    private readonly secrets: WebhookSecrets,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.runner.handle(sendSlaWebhook, ({ url, body }, { signal }) => this.send(url, body, signal));
  }

  async plan(tx: Tx, url: string, body: Told): Promise<void> {
    await this.jobs.add(tx, sendSlaWebhook, { url, body }, { maxAttempts: ATTEMPTS });
  }

  /** @throws {Error} unless it was taken: the queue tries again, with growing waits */
  private async send(url: string, body: Told, signal: AbortSignal): Promise<void> {
    const secret = await this.unitOfWork.run((tx) => this.secrets.get(tx));
    const text = JSON.stringify(body);
    const seconds = Math.floor(this.clock.now().getTime() / 1_000);
    const signature = createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex');
    const answer = await this.http.send(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-balie-signature': `t=${seconds},v1=${signature}`, 'x-balie-delivery': body.id },
      body: text,
      maxBytes: MOST_BYTES,
      signal,
    });
    if (answer.status < 200 || answer.status > 299) throw new Error(`The webhook answered ${answer.status}`);
  }
}
