import { randomInt, randomUUID } from 'node:crypto';
import type { Route } from '../../../src/platform/http/route-list.ts';
import type { Planted } from './planted.ts';
import { plantedNorm } from './planted-norms.ts';
import { orderNumber } from './planted-orders.ts';
import { plantedRule } from './planted-rules.ts';
import { plantedHours, plantedTerms } from './planted-sla.ts';

type Body = (planted: Planted) => unknown;
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const none: Body = () => undefined;
const unique = () => randomUUID().slice(0, 8);
const to = [{ address: 'klant@planted.test', name: 'Klant' }];
const endpoint = { host: '127.0.0.1', port: 1, security: 'none', user: 'info@planted.test', password: 'secret' };
const chatLook = {
  colour: '#0b6e4f',
  language: 'nl',
  greeting: { nl: '', en: '' },
  preChat: { name: 'off', email: 'off' },
  hours: { timeZone: 'Europe/Amsterdam', windows: [] },
  answerWithinMinutes: 60,
  identityRequired: false,
  mailAfterMinutes: 2,
};
const whatsApp = {
  phoneNumberId: '106540352242922',
  businessAccountId: '102290129340398',
  accessToken: 'an access token',
  appSecret: '0'.repeat(32),
};
const bolPattern = { kind: 'notice', name: 'Nieuws', subject: ['nieuws'] };
const bol = { clientId: 'a client of bol', clientSecret: 'a secret of bol' };
const calendar = (shop: string, channelAccount: string) => ({
  name: `Uren ${unique()}`,
  hours: plantedHours,
  isDefault: false,
  shopIds: [shop],
  channelAccountIds: [channelAccount],
});
const policy = ({ shop, channelAccount, team, colleague }: Planted) => ({
  name: `Afspraak ${unique()}`,
  active: false,
  terms: {
    ...plantedTerms,
    conditions: { ...plantedTerms.conditions, shopIds: [shop], channelAccountIds: [channelAccount], teamIds: [team] },
    steps: [
      { when: { kind: 'warned' }, targets: [], action: { kind: 'notify_agent', agentId: colleague } },
      { when: { kind: 'breached' }, targets: [], action: { kind: 'assign_team', teamId: team } },
    ],
  },
});
const rule = ({ shop, team, colleague }: Planted) => ({
  name: `Regel ${unique()}`,
  active: false,
  terms: {
    ...plantedRule(['retour']),
    conditions: { how: 'all', items: [{ field: 'shop', op: 'is', values: [shop] }] },
    actions: [
      { kind: 'assign_team', teamId: team },
      { kind: 'notify_agent', agentId: colleague },
    ],
  },
});
const macro = (planted: Planted) => ({
  name: `Macro ${unique()}`,
  shortcut: null,
  text: { nl: 'Hoi', en: '' },
  changes: { assigneeId: planted.colleague },
  scope: { kind: 'team', teamId: planted.team },
});
const connection = () => ({ address: `info-${unique()}@planted.test`, imap: endpoint, smtp: endpoint });

/**
 * A right body for each route that takes one, with every id that the route knows. A new route that is not here fails
 * the test that walks all routes; so does a body that the route's schema refuses.
 */
const BODIES: Readonly<Record<string, Body>> = {
  'POST /api/setup': () => ({ organisationName: 'X', shopName: 'X', name: 'X', email: 'x@planted.test', password: 'long enough password' }),
  'POST /api/session': () => ({ email: 'nobody@planted.test', password: 'a password' }),
  'PUT /api/me/picture': () => {
    const form = new FormData();
    form.set('file', new Blob([Buffer.from(PIXEL, 'base64')], { type: 'image/png' }), 'ik.png');
    return form;
  },
  'PATCH /api/me': () => ({ name: 'Ik', preferences: { theme: 'dark' } }),
  'POST /api/me/password': () => ({ current: 'correct horse battery', next: 'another long password' }),
  'POST /api/password-resets': () => ({ email: 'nobody@planted.test' }),
  'POST /api/password-resets/:token': () => ({ password: 'another long password' }),
  'PATCH /api/agents/:id': () => ({ role: 'viewer' }),
  'POST /api/invitations': () => ({ email: `${unique()}@planted.test`, role: 'agent' }),
  'POST /api/invitations/:id/link': none,
  'POST /api/invitations/by-token/:token/accept': () => ({ name: 'X', password: 'long enough password' }),
  'POST /api/teams': ({ colleague }) => ({ name: `Team ${unique()}`, memberIds: [colleague] }),
  'PATCH /api/teams/:id': ({ colleague }) => ({ name: `Team ${unique()}`, memberIds: [colleague] }),
  'POST /api/shops': () => ({ name: 'Winkel', signatureHtml: '' }),
  'PATCH /api/shops/:id': () => ({ name: 'Winkel', signatureHtml: '' }),
  'PATCH /api/organisation': () => ({ name: 'Winkels' }),

  'PATCH /api/channel-accounts/:id': ({ shop }) => ({ name: 'Postbus', shopId: shop }),
  'POST /api/channel-accounts/:id/retry': none,
  'POST /api/channel-accounts/:id/templates/sync': none,
  'PATCH /api/channel-accounts/:id/limits': () => ({ linkDays: 30 }),
  'POST /api/failed-messages/retry': none,
  'POST /api/failed-messages/:id/retry': none,
  'POST /api/hooks/:kind/:token': none,
  'POST /api/channels/bol/retailer/test': () => bol,
  'POST /api/channels/bol/retailer/connections': ({ shop }) => ({ ...bol, shopId: shop, name: 'bol', backfillDays: 0 }),
  'PATCH /api/channels/bol/retailer/connections/:id': () => bol,
  'PATCH /api/order-sources/:id': () => ({ name: 'bol.com' }),
  'POST /api/order-sources/:id/retry': none,
  'POST /api/orders/:id/refresh': none,
  'POST /api/orders/:id/actions': ({ orderLine }) => ({
    idempotencyKey: randomUUID(),
    task: { kind: 'cancel_lines', lineIds: [orderLine] },
  }),
  'POST /api/tickets/:id/orders': ({ order }) => ({ number: orderNumber(order) }),
  'POST /api/channels/whatsapp/test': () => whatsApp,
  'POST /api/channels/whatsapp/numbers': ({ shop }) => ({ ...whatsApp, shopId: shop, name: 'WhatsApp' }),
  'PATCH /api/channels/whatsapp/numbers/:id': () => ({ accessToken: '', appSecret: '' }),
  'POST /api/channels/chat/accounts': ({ shop }) => ({
    shopId: shop,
    name: 'Chat',
    look: { ...chatLook, domains: [`${unique()}.planted.test`] },
  }),
  'PATCH /api/channels/chat/accounts/:id': () => ({ colour: '#123456' }),
  'POST /api/channels/chat/accounts/:id/secret': none,
  'PUT /api/chat-visitors/:id/blocked': () => ({ blocked: true }),
  'POST /api/chat/:key/sessions': () => ({ page: { url: 'https://planted.test/' }, language: 'nl' }),
  'POST /api/chat/:key/files': none,
  'POST /api/channels/email/propose': () => ({ address: 'info@planted.test' }),
  'POST /api/channels/email/forwarding': ({ shop }) => ({
    address: `info-${unique()}@planted.test`,
    shopId: shop,
    name: 'Postbus',
    smtp: null,
  }),
  'POST /api/channels/email/oauth/start': ({ shop, channelAccount }) => ({
    provider: 'google',
    address: 'info@planted.test',
    shopId: shop,
    historyDays: null,
    accountId: channelAccount,
  }),
  'POST /api/channels/email/oauth/complete': () => ({ code: 'a-code', state: 'a-state' }),
  'POST /api/channels/email/test': connection,
  'POST /api/channels/email/accounts': ({ shop }) => ({ ...connection(), shopId: shop, name: 'Postbus', historyDays: null }),
  'PUT /api/channels/email/accounts/:id/sending': () => ({ smtp: null }),
  'PUT /api/channels/email/accounts/:id/copies': () => ({ copyToSent: false }),
  'PATCH /api/channels/email/accounts/:id': () => ({ imap: endpoint, smtp: endpoint }),

  'POST /api/channels/bol/accounts': ({ channelAccount }) => ({
    mailAccountId: channelAccount,
    name: 'bol',
    contactAddress: `bol-${unique()}@planted.test`,
  }),
  'PATCH /api/channels/bol/accounts/:id': () => ({ contactAddress: 'bol@planted.test' }),
  'POST /api/channels/bol/accounts/:id/test': none,
  'PUT /api/channels/bol/patterns': () => ({ key: 'eigen', pattern: bolPattern }),
  'POST /api/channels/bol/patterns/reset': () => ({ key: 'eigen' }),
  'POST /api/channels/bol/patterns/try': () => ({ pattern: bolPattern, mail: { from: 'x@bol.com', subject: 'Vraag', text: 'Hoi' } }),
  'POST /api/messages/:id/leave': none,
  'POST /api/channels/bol/messages/:id/read-again': none,

  'POST /api/channels/phone/accounts': ({ shop }) => ({
    provider: 'voys',
    shopId: shop,
    name: 'Telefoon',
    number: `+3120${String(randomInt(10 ** 6)).padStart(7, '5')}`,
    secret: null,
  }),
  'POST /api/channels/phone/accounts/:id/secret': () => ({ secret: 'another long secret' }),
  'PUT /api/calls/:id/wrap-up': () => ({ result: 'resolved', reason: 'Retour', note: 'Komt terug' }),

  'POST /api/tickets': ({ channelAccount, upload }) => ({
    idempotencyKey: randomUUID(),
    channelAccountId: channelAccount,
    subject: 'Hallo',
    html: '<p>Hallo</p>',
    to,
    attachmentIds: [upload],
  }),
  'PATCH /api/tickets/:id': ({ colleague, team }) => ({ changes: { assigneeId: colleague, teamId: team, priority: 'high' } }),
  'POST /api/tickets/bulk': ({ ticket, colleague, team }) => ({ ids: [ticket], changes: { assigneeId: colleague, teamId: team } }),
  'POST /api/tickets/:id/replies': ({ upload }) => ({ idempotencyKey: randomUUID(), html: '<p>Dag</p>', to, attachmentIds: [upload] }),
  'POST /api/tickets/:id/notes': ({ colleague, upload }) => ({
    idempotencyKey: randomUUID(),
    html: '<p>Kijk</p>',
    mentionIds: [colleague],
    attachmentIds: [upload],
  }),
  'POST /api/tickets/:id/split': ({ message }) => ({ messageIds: [message] }),
  'POST /api/tickets/:id/merge': ({ secondTicket }) => ({ intoTicketId: secondTicket }),
  'POST /api/tickets/:id/unmerge': none,
  'PUT /api/tickets/:id/drafts/:kind': ({ upload }) => ({ html: '<p>Bijna</p>', attachmentIds: [upload] }),
  'POST /api/tickets/:id/read': none,
  'PUT /api/messages/:id/reaction': () => ({ emoji: '👍' }),
  'POST /api/messages/:id/undo': none,
  'POST /api/messages/:id/retry': none,
  'POST /api/attachments': () => {
    const form = new FormData();
    form.set('file', new Blob(['inhoud'], { type: 'text/plain' }), 'bestand.txt');
    return form;
  },
  'POST /api/imports': ({ channelAccount }) => ({ source: 'mail', channelAccountId: channelAccount }),
  'POST /api/imports/:id/files': () => {
    const form = new FormData();
    form.set('file', new Blob(['From: x@planted.test'], { type: 'application/mbox' }), 'oud.mbox');
    return form;
  },
  'POST /api/imports/:id/actions': () => ({ action: 'cancel' }),
  'POST /api/business-calendars': ({ shop, channelAccount }) => calendar(shop, channelAccount),
  'PUT /api/business-calendars/:id': ({ shop, channelAccount }) => calendar(shop, channelAccount),
  'POST /api/business-calendars/preview': () => ({ hours: plantedHours }),
  'POST /api/norms/own': () => ({ ...plantedNorm, name: `Norm ${unique()}` }),
  'PUT /api/norms/own/:id': () => ({ ...plantedNorm, name: `Norm ${unique()}` }),
  'PUT /api/norms/strikes': ({ shop: shopId }) => ({ shopId, monday: '2026-01-05', given: false }),
  'PUT /api/norms/markets': ({ shop: shopId }) => ({ shopId, kind: 'bol', countries: ['NL'] }),
  'PUT /api/norms/settings': () => ({ mail: false }),
  'POST /api/norms/alerts/:id/put-away': none,
  'POST /api/sla/policies': (planted) => policy(planted),
  'PUT /api/sla/policies/:id': (planted) => policy(planted),
  'PUT /api/sla/policies/order': ({ policy: id }) => ({ ids: [id] }),
  'POST /api/sla/webhook-secret': none,
  'POST /api/rules': (planted) => rule(planted),
  'PUT /api/rules/:id': (planted) => rule(planted),
  'PUT /api/rules/order': ({ rule: id }) => ({ ids: [id] }),
  'POST /api/rules/dry-run': () => ({ terms: plantedRule(['retour']), days: 7 }),
  'POST /api/macros': (planted) => macro(planted),
  'PUT /api/macros/:id': (planted) => macro(planted),
  'POST /api/macros/:id/uses': none,
  'PUT /api/routing/availability': () => ({ availability: 'away' }),
  'PUT /api/routing/settings': () => ({ method: 'manual', capacity: { each: 20, kinds: { chat: 4 } }, takeOver: null }),
  'PUT /api/routing/agents/:id': () => ({ skills: ['frans'], kinds: { email: 5 } }),
  'PUT /api/routing/teams/:id': () => ({ method: 'round_robin' }),
  'PATCH /api/contacts/:id': () => ({ changes: { note: 'Belt liever' }, version: 1 }),
  'POST /api/contacts/:id/identities': () => ({ kind: 'email', value: `${unique()}@planted.test` }),
  'POST /api/contacts/:id/merge': ({ secondContact }) => ({ intoContactId: secondContact }),
  'POST /api/contacts/:id/unmerge': none,
  'POST /api/contacts/:id/different': ({ secondContact }) => ({ otherId: secondContact, different: true }),
  'POST /api/notifications/read': ({ notification }) => ({ ids: [notification] }),
};

export const takesBody = ({ method }: Route) => ['POST', 'PATCH', 'PUT'].includes(method);

export function bodyFor(route: Route, planted: Planted): unknown {
  if (!takesBody(route)) return undefined;
  const key = `${route.method} ${route.path}`;
  const body = BODIES[key];
  if (!body) throw new Error(`Add a body for ${key} to ${import.meta.filename}`);
  return body(planted);
}

/** Rows of the table whose route is gone. */
export function bodiesWithoutRoute(routes: readonly Route[]): string[] {
  const known = new Set(routes.map(({ method, path }) => `${method} ${path}`));
  return Object.keys(BODIES).filter((key) => !known.has(key));
}

/** One body per id in it: that id belongs to the others, the rest is ours. */
export function bodiesWithOneForeignId(route: Route, ours: Planted, theirs: Planted): unknown[] {
  const body = bodyFor(route, ours);
  if (body === undefined || body instanceof FormData) return [];
  const text = JSON.stringify(body);
  const names = (Object.keys(ours) as (keyof Planted)[]).filter((name) => text.includes(`"${ours[name]}"`));
  return names.map((name) => JSON.parse(text.replaceAll(`"${ours[name]}"`, `"${theirs[name]}"`)));
}
