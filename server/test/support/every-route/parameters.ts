import type { Route } from '../../../src/platform/http/route-list.ts';
import type { Planted } from './planted.ts';

/**
 * What stands for each parameter of a path, by the word before it and its name. `kind` and the like lead to no row.
 * A new route with a parameter that is not here fails the test that walks all routes.
 */
const PATH_PARAMETERS: Readonly<Record<string, (planted: Planted) => string>> = {
  'business-calendars/:id': ({ calendar }) => calendar,
  'own/:id': ({ norm }) => norm,
  'alerts/:id': ({ normAlert }) => normAlert,
  'policies/:id': ({ policy }) => policy,
  'rules/:id': ({ rule }) => rule,
  'macros/:id': ({ macro }) => macro,
  'calls/:id': ({ call }) => call,
  'agents/:id': ({ colleague }) => colleague,
  // Its address is its secret: who it shows does not lead to it.
  'agent-pictures/:id': ({ colleague }) => colleague,
  // Public; a key is no id, so nobody's is right.
  'chat/:key': ({ chatAccount }) => chatAccount,
  'chat-visitors/:id': ({ chatVisitor }) => chatVisitor,
  'files/:id': ({ chatFile }) => chatFile,
  'attachments/:id': ({ attachment }) => attachment,
  'by-number/:number': ({ ticketNumber }) => ticketNumber,
  'channel-accounts/:id': ({ channelAccount }) => channelAccount,
  'contacts/:id': ({ contact }) => contact,
  'drafts/:kind': () => 'reply',
  'failed-messages/:id': ({ failedMessage }) => failedMessage,
  'identities/:identityId': ({ identity }) => identity,
  'imports/:id': ({ importRun }) => importRun,
  'invitations/:id': ({ invitation }) => invitation,
  'messages/:id': ({ message }) => message,
  'numbers/:id': ({ whatsAppNumber }) => whatsAppNumber,
  'connections/:id': ({ orderSource }) => orderSource,
  'order-sources/:id': ({ orderSource }) => orderSource,
  'orders/:id': ({ order }) => order,
  'orders/:orderId': ({ order }) => order,
  'sessions/:id': ({ session }) => session,
  'shops/:id': ({ shop }) => shop,
  'teams/:id': ({ team }) => team,
  'tickets/:id': ({ ticket }) => ticket,
  'views/:viewId': ({ team }) => `team:${team}`,
  // Secrets of links. An id is none, so nobody's is right.
  'hooks/:kind': () => 'whatsapp',
  ':kind/:token': ({ channelAccount }) => channelAccount,
  'by-token/:token': ({ invitation }) => invitation,
  'downloads/:token': ({ attachment }) => attachment,
  'password-resets/:token': ({ me }) => me,
};

/** The same for what stands behind the question mark. Undefined: left out. */
const QUERY_PARAMETERS: Readonly<Record<string, (planted: Planted, marker: string) => string | undefined>> = {
  before: () => undefined,
  language: () => 'nl',
  pass: () => undefined,
  cursor: () => undefined,
  download: () => '1',
  limit: () => '50',
  q: (_planted, marker) => marker,
  shopId: ({ shop }) => shop,
  ruleId: ({ rule }) => rule,
  ticketId: ({ ticket }) => ticket,
  sort: () => 'newest',
  skip: ({ ticket }) => ticket,
};

/** An account of the channel that the route is about. */
function accountOf({ path }: Route, parameter: string): ((planted: Planted) => string) | undefined {
  if (parameter !== 'accounts/:id') return undefined;
  if (path.includes('/bol/')) return ({ bolAccount }) => bolAccount;
  return ({ channelAccount, phoneAccount, chatAccount }) =>
    path.includes('/phone/') ? phoneAccount : path.includes('/chat/') ? chatAccount : channelAccount;
}

/** The names of a path's parameters, as the table above knows them. */
export function parametersOf(route: Route): string[] {
  return [...route.path.matchAll(/(?<=\/([^/]+))\/:(\w+)/g)].map(([, before, name]) => `${before}/:${name}`);
}

export function filledPath(route: Route, planted: Planted): string {
  // From behind: each is known by what stands before it.
  return parametersOf(route).reduceRight((path, parameter) => {
    const fill = accountOf(route, parameter) ?? PATH_PARAMETERS[parameter];
    if (!fill) throw new Error(`Add the parameter ${parameter} (of ${route.method} ${route.path}) to ${import.meta.filename}`);
    return path.replace(parameter, parameter.replace(/:\w+$/, encodeURIComponent(fill(planted))));
  }, route.path);
}

export function filledQuery(route: Route, planted: Planted, marker: string): string {
  const query = new URLSearchParams();
  for (const name of queryNames(route)) {
    const fill = QUERY_PARAMETERS[name];
    if (!fill) throw new Error(`Add the query parameter ${name} (of ${route.method} ${route.path}) to ${import.meta.filename}`);
    const value = fill(planted, marker);
    if (value !== undefined) query.set(name, value);
  }
  return query.size > 0 ? `?${query}` : '';
}

function queryNames({ inputs }: Route): string[] {
  return inputs.flatMap(({ from, name, schema }) => {
    if (from !== 'query') return [];
    if (name) return [name];
    return Object.keys((schema as { shape?: object } | undefined)?.shape ?? {});
  });
}
