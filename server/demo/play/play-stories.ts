import { inOrganisation } from '../../src/platform/database/scope.ts';
import type { DemoHouse, Services } from '../house/found-house.ts';
import type { Moment } from '../lines/play-lines.ts';
import { type Answered, brokenMails, customerMessageId, rawMail } from '../mail/raw-mail.ts';
import type { Step, Story } from '../stories/story.ts';
import type { DemoClock } from './demo-clock.ts';
import { Desk } from './desk.ts';
import { MailRoom } from './mail-room.ts';
import type { PostOffice } from './post-office.ts';

/** Place of the owner in the house, and how long a mail may lie before even the owner has read it. */
const OWNER = 0;
const UNREAD_MS = 5 * 3_600_000;

/** How far a story has come. */
interface Progress {
  mails: number;
  lastReply: { readonly text: string; readonly at: Date } | undefined;
}

/** Plays stories into a founded house in the order of time, the clock going along with them. */
export class Play {
  private readonly mailRoom: MailRoom;
  private readonly desk: Desk;
  private readonly progress = new Map<Story, Progress>();

  constructor(
    services: Services,
    private readonly house: DemoHouse,
    private readonly clock: DemoClock,
    private readonly postOffice: PostOffice,
  ) {
    this.mailRoom = new MailRoom(services, house);
    this.desk = new Desk(services, house);
  }

  /** @param others what happens beside the mail @param onStep called after each step with how many of how many are done */
  perform(stories: readonly Story[], others: readonly Moment[], until: Date, onStep: (done: number, all: number) => void): Promise<void> {
    return inOrganisation(this.house.organisationId, async () => {
      const ofStories = stories.flatMap((story) => story.steps.map((step) => ({ at: step.at, live: () => this.live(story, step) })));
      const moments: Moment[] = [...ofStories, ...others].sort((a, b) => a.at.getTime() - b.at.getTime());
      for (const [at, moment] of moments.entries()) {
        this.clock.moveTo(moment.at);
        await moment.live(this.mailRoom, this.desk);
        onStep(at + 1, moments.length);
      }
      this.clock.moveTo(until);
      for (const { shop, at, raw, summary } of brokenMails(until)) {
        const key = `broken-${at.getTime()}`;
        await this.mailRoom.post(shop, { externalKey: key, contents: raw, receivedAt: at, summary, silent: false });
      }
      await this.mailRoom.allRead();
      for (const story of stories) await this.lookThrough(story, until);
      await this.desk.allDelivered();
    });
  }

  private async live(story: Story, step: Step): Promise<void> {
    const progress = this.progressOf(story);
    if (step.kind === 'mail') return this.post(story, step, progress);
    const ticketId = await this.mailRoom.ticketOf(customerMessageId(story, progress.mails - 1));
    const act = () => this.desk.act(story, ticketId, step);
    if (step.kind === 'reply' && step.bounces) await this.refuse(story, act);
    else await act();
    if (step.kind === 'reply') progress.lastReply = step;
  }

  private async lookThrough(story: Story, until: Date): Promise<void> {
    const lastMail = story.steps.findLast(({ kind }) => kind === 'mail');
    if (!lastMail || until.getTime() - lastMail.at.getTime() < UNREAD_MS) return;
    await this.desk.look(await this.mailRoom.ticketOf(customerMessageId(story, 0)), OWNER);
  }

  private async post(story: Story, step: Extract<Step, { kind: 'mail' }>, progress: Progress): Promise<void> {
    const contents = await rawMail(story, step, progress.mails, await this.answered(story, progress));
    const externalKey = customerMessageId(story, progress.mails);
    const summary = `${story.customer.name} <${story.customer.address}> · ${story.subject}`;
    await this.mailRoom.post(story.shop, { externalKey, contents, receivedAt: step.at, summary, silent: false });
    progress.mails += 1;
  }

  private async answered(story: Story, { mails, lastReply }: Progress): Promise<Answered | undefined> {
    if (mails === 0 || !lastReply) return undefined;
    return { ...lastReply, messageId: await this.postOffice.answerTo(customerMessageId(story, mails - 1)) };
  }

  /** The customer's mailbox is gone while this answer is on its way. */
  private async refuse({ customer }: Story, answer: () => Promise<void>): Promise<void> {
    this.postOffice.closeMailbox(customer.address);
    await answer();
    await this.desk.allDelivered();
    this.postOffice.openMailbox(customer.address);
  }

  private progressOf(story: Story): Progress {
    const known = this.progress.get(story) ?? { mails: 0, lastReply: undefined };
    this.progress.set(story, known);
    return known;
  }
}
