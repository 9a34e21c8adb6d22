import { v4 as newClientId } from 'uuid';
import { ChatDoors, type OpenChat } from '../../src/channels/chat/chat-doors.ts';
import { ChatInbox } from '../../src/channels/chat/chat-inbox.ts';
import { ChatSettingsService } from '../../src/channels/chat/chat-settings.service.ts';
import { Receipts } from '../../src/channels/chat/receipts.ts';
import { StartSession } from '../../src/channels/chat/start-session.service.ts';
import { VisitorFiles } from '../../src/channels/chat/visitor-files.ts';
import { Visitors } from '../../src/channels/chat/visitors.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import type { Services } from '../house/found-house.ts';
import { photo } from '../mail/photo.ts';
import type { Caller, TalkLine } from './talks.ts';

const DOMAIN = 'www.lampen.example';
const SITE = `https://${DOMAIN}`;
const WEEKDAYS = [1, 2, 3, 4, 5];

/** The chat on the site of the house: visitors come in by its real door, in browsers that nobody sees. */
export class ChatLine implements TalkLine {
  private readonly visitors = new Map<string, string>();

  private constructor(
    private readonly services: Services,
    readonly accountId: string,
    private readonly key: string,
  ) {}

  /** Run it in the scope of the house. */
  static async connect(services: Services, shopId: string): Promise<ChatLine> {
    const settings = services(ChatSettingsService);
    const { id } = await settings.connect({
      shopId,
      name: 'Chat',
      look: {
        colour: '#1f6b4f',
        language: 'nl',
        greeting: { nl: 'Hoi! Waar kunnen we je mee helpen?', en: '' },
        preChat: { name: 'optional', email: 'off' },
        hours: { timeZone: 'Europe/Amsterdam', windows: WEEKDAYS.map((day) => ({ day, opens: '09:00', closes: '17:30' })) },
        answerWithinMinutes: 60,
        domains: [DOMAIN],
        identityRequired: false,
        mailAfterMinutes: 15,
      },
    });
    return new ChatLine(services, id, (await settings.settings(id)).key);
  }

  say(caller: Caller, _at: Date, text: string): Promise<string> {
    return this.write(caller, text, async () => []);
  }

  show(caller: Caller, _at: Date, text: string, seed: number): Promise<string> {
    return this.write(caller, text, async (visitorId) => {
      const picture = { name: 'foto.png', contentType: 'image/png', contents: photo(seed) };
      return [(await this.services(VisitorFiles).upload(this.key, visitorId, picture)).id];
    });
  }

  /** They have it before their eyes when it comes. */
  async reads(caller: Caller): Promise<void> {
    const visitorId = this.addressOf(caller);
    const [last] = await this.services(UnitOfWork).run((tx) =>
      tx.query<{ id: string }>(
        `select id from chat_messages where organisation_id = $1 and visitor_id = $2 and side = 'shop' order by seq desc limit 1`,
        [tx.organisationId, visitorId],
      ),
    );
    if (last) await this.services(Receipts).fromVisitor(await this.open(), visitorId, last.id, 'read', '');
  }

  addressOf({ number }: Caller): string {
    return this.visitors.get(number) ?? '';
  }

  private async write(caller: Caller, text: string, files: (visitorId: string) => Promise<string[]>): Promise<string> {
    const chat = await this.open();
    const visitorId = this.visitors.get(caller.number) ?? (await this.enter(chat, caller));
    const clientId = newClientId();
    await this.services(ChatInbox).take(chat, visitorId, { clientId, text, fileIds: await files(visitorId) }, undefined);
    return `${visitorId}:${clientId}`;
  }

  private async enter(chat: OpenChat, caller: Caller): Promise<string> {
    const lamp = { name: 'Hanglamp Eikenhout', quantity: 1, price: '€ 129,00', url: `${SITE}/hanglamp-eikenhout` };
    const { visitorToken } = await this.services(StartSession).execute(
      chat,
      {
        language: 'nl',
        page: { url: lamp.url, title: lamp.name, referrer: 'https://www.google.com/' },
        context: { cart: { items: [lamp], total: lamp.price } },
      },
      { address: `192.0.2.${this.visitors.size % 250}`, browser: 'Firefox, Windows' },
    );
    const visitors = this.services(Visitors);
    const visitor = await this.services(UnitOfWork).run(async (tx) => {
      const found = await visitors.byToken(tx, this.accountId, visitorToken);
      if (found) await visitors.setDetails(tx, found.id, { name: caller.name });
      return found;
    });
    if (!visitor) throw new Error('Nobody came in');
    this.visitors.set(caller.number, visitor.id);
    return visitor.id;
  }

  private open(): Promise<OpenChat> {
    return this.services(ChatDoors).enter(this.key, { origin: SITE });
  }
}
