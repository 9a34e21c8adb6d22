import { inOrganisation } from '../../src/platform/database/scope.ts';
import type { DemoHouse, Services } from '../house/found-house.ts';
import { type Answered, brokenMails, customerMessageId, rawMail } from '../mail/raw-mail.ts';
import type { Step, Story } from '../stories/story.ts';
import type { DemoClock } from './demo-clock.ts';
import { Desk } from './desk.ts';
import { MailRoom } from './mail-room.ts';
import type { PostOffice } from './post-office.ts';

/** Mail that is brought in together at most; agents wait for theirs anyway. */
const LARGEST_POST = 40;

interface Moment {
  readonly story: Story;
  readonly step: Step;
}
/** How far a story has come. */
interface Progress {
  ticketId: string | undefined;
  mails: number;
  lastReply: { readonly text: string; readonly at: Date } | undefined;
}

/** Plays stories into a founded house in the order of time, the clock going along with them. */
export class Play {
  private readonly mailRoom: MailRoom;
  private readonly desk: Desk;
  private readonly progress = new Map<Story, Progress>();
  private readonly storyOf = new Map<string, Story>();

  constructor(
    services: Services,
    private readonly house: DemoHouse,
    private readonly clock: DemoClock,
    private readonly postOffice: PostOffice,
  ) {
    this.mailRoom = new MailRoom(services, house);
    this.desk = new Desk(services, house);
  }

  /** @param onStep called after each step with how many of how many are done */
  perform(stories: readonly Story[], until: Date, onStep: (done: number, all: number) => void): Promise<void> {
    return inOrganisation(this.house.organisationId, async () => {
      const moments = stories.flatMap((story) => story.steps.map((step) => ({ story, step })));
      moments.sort((a, b) => a.step.at.getTime() - b.step.at.getTime());
      for (const [at, moment] of moments.entries()) {
        await this.live(moment);
        onStep(at + 1, moments.length);
      }
      for (const { shop, at, raw, summary } of brokenMails(until)) {
        this.mailRoom.post({ shop, externalKey: `broken-${at.getTime()}`, contents: raw, receivedAt: at, summary, silent: false });
      }
      this.clock.moveTo(until);
      await this.takeIn();
      await this.desk.allDelivered();
    });
  }

  private async live({ story, step }: Moment): Promise<void> {
    const progress = this.progressOf(story);
    if (step.kind === 'mail') {
      await this.post(story, step, progress);
      if (this.mailRoom.size >= LARGEST_POST) await this.takeInAt(step.at);
      return;
    }
    if (this.mailRoom.isWaiting(customerMessageId(story, progress.mails - 1))) await this.takeInAt(step.at);
    this.clock.moveTo(step.at);
    if (!progress.ticketId) throw new Error(`The mail "${story.subject}" did not become a ticket`);
    const bounces = step.kind === 'reply' && step.bounces;
    if (bounces) await this.refuse(story, () => this.desk.act(story, progress.ticketId ?? '', step));
    else await this.desk.act(story, progress.ticketId, step);
    if (step.kind === 'reply') progress.lastReply = step;
  }

  private async post(story: Story, step: Extract<Step, { kind: 'mail' }>, progress: Progress): Promise<void> {
    const key = customerMessageId(story, progress.mails);
    const contents = await rawMail(story, step, progress.mails, await this.answered(story, progress));
    const summary = `${story.customer.name} <${story.customer.address}> · ${story.subject}`;
    this.mailRoom.post({ shop: story.shop, externalKey: key, contents, receivedAt: step.at, summary, silent: false });
    this.storyOf.set(key, story);
    progress.mails += 1;
  }

  private async answered(story: Story, { mails, lastReply }: Progress): Promise<Answered | undefined> {
    if (mails === 0 || !lastReply) return undefined;
    return { ...lastReply, messageId: await this.postOffice.answerTo(customerMessageId(story, mails - 1)) };
  }

  private async takeInAt(time: Date): Promise<void> {
    this.clock.moveTo(time);
    await this.takeIn();
  }

  private async takeIn(): Promise<void> {
    for (const [key, ticketId] of await this.mailRoom.takeIn()) {
      const story = this.storyOf.get(key);
      if (story) this.progressOf(story).ticketId = ticketId;
    }
  }

  /** The customer's mailbox is gone while this answer is on its way. */
  private async refuse({ customer }: Story, work: () => Promise<void>): Promise<void> {
    this.postOffice.closeMailbox(customer.address);
    await work();
    await this.desk.allDelivered();
    this.postOffice.openMailbox(customer.address);
  }

  private progressOf(story: Story): Progress {
    const known = this.progress.get(story) ?? { ticketId: undefined, mails: 0, lastReply: undefined };
    this.progress.set(story, known);
    return known;
  }
}
