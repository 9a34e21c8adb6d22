import { v7 as newId } from 'uuid';
import type { FakeGraph } from '../../src/channels/whatsapp/testing/fake-graph.ts';
import { Shops } from '../../src/modules/organisations/shops.ts';
import { MarkRead } from '../../src/modules/tickets/mark-read.service.ts';
import { ReplyToTicket } from '../../src/modules/tickets/reply-to-ticket.service.ts';
import { inOrganisation } from '../../src/platform/database/scope.ts';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.ts';
import type { DemoHouse, Services } from '../house/found-house.ts';
import { escaped } from '../mail/html-mail.ts';
import type { Desk } from '../play/desk.ts';
import type { MailRoom } from '../play/mail-room.ts';
import { later } from '../stories/calendar.ts';
import { ChatLine } from './chat-line.ts';
import { PhoneLine } from './phone-line.ts';
import { makeTalks, type Talk, type TalkLine, type TalkStep } from './talks.ts';
import { WhatsAppLine } from './whatsapp-line.ts';

/** Something that happens at a moment of the demo. */
export interface Moment {
  readonly at: Date;
  readonly live: (mailRoom: MailRoom, desk: Desk) => Promise<void>;
}
export interface DemoLines {
  readonly accountIds: readonly string[];
  readonly moments: readonly Moment[];
}

/** Connects a WhatsApp number, a chat and a telephone, and says what customers do there. */
export function openLines(
  services: Services,
  house: DemoHouse,
  graph: FakeGraph,
  { seed, count, until }: { seed: number; count: number; until: Date },
): Promise<DemoLines> {
  return inOrganisation(house.organisationId, async () => {
    const [shop] = await services(UnitOfWork).run((tx) => services(Shops).list(tx, { limit: 1 }));
    if (!shop) throw new Error('The demo has no shop');
    const whatsApp = await WhatsAppLine.connect(services, graph, shop.id);
    const chat = await ChatLine.connect(services, shop.id);
    const phone = await PhoneLine.connect(services, shop.id);
    const { talks, chats, calls } = makeTalks(seed, count, until);
    const inTime = ({ at }: Moment) => at < until;
    const moments = [
      ...talks.flatMap((talk) => momentsOf(talk, whatsApp, services, house)),
      ...chats.flatMap((talk) => momentsOf(talk, chat, services, house)),
      ...calls.map((call, at) => ({
        at: call.at,
        live: async (mailRoom: MailRoom) => mailRoom.expect(await phone.tell(call, `demo-${seed}-${at}`)),
      })),
    ];
    return { accountIds: [whatsApp.accountId, chat.accountId, phone.accountId], moments: moments.filter(inTime) };
  });
}

function momentsOf(talk: Talk, line: TalkLine, services: Services, house: DemoHouse): Moment[] {
  let last = '';
  return talk.steps.map((step) => {
    const at = later(talk.at, step.after);
    return {
      at,
      live: async (mailRoom, desk) => {
        if (step.kind === 'answer') {
          const to = { address: line.addressOf(talk.caller), name: talk.caller.name };
          await answer(to, step, await mailRoom.ticketOf(last), services, house);
          // The customer reads it before they go on.
          await desk.allDelivered();
          return line.reads?.(talk.caller);
        }
        if (step.kind === 'reacts') return line.react?.(talk.caller, at, step.emoji);
        last = step.kind === 'says' ? await line.say(talk.caller, at, step.text) : await line.show(talk.caller, at, step.text, step.seed);
        mailRoom.expect(last);
      },
    };
  });
}

async function answer(
  to: { readonly address: string; readonly name: string },
  { agent, text, thenStatus }: Extract<TalkStep, { kind: 'answer' }>,
  ticketId: string,
  services: Services,
  house: DemoHouse,
): Promise<void> {
  const agentId = house.agentIds[agent] ?? '';
  await services(MarkRead).ticket(ticketId, agentId);
  const request = { idempotencyKey: newId(), html: `<p>${escaped(text)}</p>`, to: [to], cc: [], bcc: [], attachmentIds: [], thenStatus };
  await services(ReplyToTicket).execute(ticketId, agentId, request, 'demo');
}
