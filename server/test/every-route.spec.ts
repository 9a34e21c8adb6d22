import { ticketDetail } from '@balie/shared/contracts/tickets.ts';
import { ROLES } from '@balie/shared/domain/permissions.ts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import {
  aColleague,
  aFoundedOrganisation,
  type FoundedOrganisation,
  type SignedInColleague,
} from '../src/modules/agents/testing/people.ts';
import { PublicRoute, SignedIn } from '../src/platform/http/access.ts';
import { type Route, RouteList } from '../src/platform/http/route-list.ts';
import { type RoomKind, Rooms } from '../src/platform/realtime/rooms.ts';
import { type ApiAnswer, ApiClient } from './support/api-client.ts';
import { bodiesWithOneForeignId, bodiesWithoutRoute, bodyFor } from './support/every-route/bodies.ts';
import { nameOf, rowsOf, tablesOfOrganisations, tooLow, withoutRule } from './support/every-route/checks.ts';
import { filledPath, filledQuery, parametersOf } from './support/every-route/parameters.ts';
import { type Planted, plant } from './support/every-route/planted.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';

/** Stands in every text of the other organisation, and nowhere else. */
const MARKER = 'zegelwoord';

let app: TestApp;
let routes: Route[];
let rooms: readonly RoomKind[];
let ours: FoundedOrganisation;
let stranger: SignedInColleague;
let theirs: Planted;
let theirRows: unknown;
beforeAll(async () => {
  app = await startTestApp();
  routes = app.app.get(RouteList).all();
  rooms = app.app.get(Rooms).all();
  ours = await aFoundedOrganisation(app);
  stranger = (await aFoundedOrganisation(app, { name: MARKER })).owner;
  theirs = await plant(app, stranger, MARKER);
  theirRows = await rowsOf(app, theirs.organisation);
});
afterAll(() => app.stop());

interface Someone {
  readonly owner: SignedInColleague;
  readonly planted: Planted;
}
let untouched: Someone | undefined;

/** An owner of ours, with one of everything that nobody changed yet. */
async function someone(): Promise<Someone> {
  if (!untouched) {
    const owner = await aColleague(app, { role: 'owner', organisationId: ours.id });
    untouched = { owner, planted: await plant(app, owner, 'eigen') };
  }
  return untouched;
}
async function call(client: ApiClient, route: Route, planted: Planted, body: unknown, query = ''): Promise<ApiAnswer> {
  const answer = await client.send(route.method, `${filledPath(route, planted)}${query}`, body).catch((error: unknown) => {
    throw new Error(`${nameOf(route)} did not answer`, { cause: error });
  });
  // Whoever only read, or was refused, left everything as it was for the next route.
  if (route.method !== 'GET' && ![401, 403, 404].includes(answer.status)) untouched = undefined;
  return answer;
}
const leaks = (answer: ApiAnswer) =>
  answer.text.includes(MARKER) || [...answer.headers.values()].some((value) => value.includes(MARKER))
    ? [`${answer.request} tells ${MARKER}`]
    : [];

/** Collects what is wrong over all routes, so that one run names every fault. */
async function overRoutes(chosen: (route: Route) => boolean, look: (route: Route) => Promise<string[]>): Promise<string[]> {
  const faults: string[] = [];
  for (const route of routes.filter(chosen)) faults.push(...(await look(route)));
  return faults;
}
const isPrivate = ({ rule }: Route) => rule?.kind !== 'public';

describe('every route', () => {
  it('declares who may use it', () => {
    expect(routes.length).toBeGreaterThan(25);
    expect(withoutRule(routes)).toEqual([]);
  });

  it('is known to the web server, and the web server knows no other', () => {
    const tree = app.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false, includeMeta: false });
    // One line per address: `└── /api/agents/:id (PATCH)`, children without what their parents say.
    const methods = [...tree.matchAll(/\(([A-Z, ]+)\)/g)]
      .flatMap(([, found = '']) => found.split(', '))
      .filter((method) => method !== 'HEAD');
    expect(methods.filter((method) => method !== 'OPTIONS')).toHaveLength(routes.length);
  });

  it('refuses who is not signed in', async () => {
    const faults = await overRoutes(isPrivate, async (route) => {
      const answer = await call(new ApiClient(app.url), route, theirs, undefined);
      return answer.status === 401 ? leaks(answer) : [`${nameOf(route)} answered ${answer.status}`];
    });
    expect(faults).toEqual([]);
  });

  it('refuses every role that is too low', async () => {
    const colleagues = new Map<string, SignedInColleague>();
    for (const role of ROLES) colleagues.set(role, await aColleague(app, { role, organisationId: ours.id }));
    const { planted } = await someone();
    const refused: string[] = [];
    const faults = await overRoutes(isPrivate, async (route) => {
      const found: string[] = [];
      for (const role of tooLow(route)) {
        const client = colleagues.get(role) ?? new ApiClient(app.url);
        const answer = await call(client, route, planted, bodyFor(route, planted));
        refused.push(role);
        if (answer.status !== 403) found.push(`${nameOf(route)} answered ${answer.status} to a ${role}`);
      }
      return found;
    });
    expect(faults).toEqual([]);
    expect(refused.length).toBeGreaterThan(20);
  });

  it('answers its own people, so that the refusals of the other tests mean something', async () => {
    const faults = await overRoutes(isPrivate, async (route) => {
      const { owner, planted } = await someone();
      const answer = await call(owner, route, planted, bodyFor(route, planted), filledQuery(route, planted, 'eigen'));
      const useless = [400, 401, 403, 404].includes(answer.status) || answer.status >= 500;
      return useless ? [`${answer.request} answered ${answer.status} ${answer.text.slice(0, 300)}`] : [];
    });
    expect(faults).toEqual([]);
  });
});

describe('with what belongs to another organisation', () => {
  it('every row of theirs is planted', async () => {
    const tables = new Set((await rowsOf(app, theirs.organisation)).map(({ table }) => table));
    const missing = (await tablesOfOrganisations(app)).filter((table) => !tables.has(table));
    // Events are taken away as soon as they are heard.
    expect(missing).toEqual(['outbox_events']);
    expect(JSON.stringify(theirRows)).toContain(MARKER);
  });

  it('every route that is led to it finds nothing', async () => {
    const faults = await overRoutes(
      (route) => parametersOf(route).length > 0,
      async (route) => {
        const { owner, planted } = await someone();
        const answer = await call(owner, route, theirs, bodyFor(route, planted), filledQuery(route, planted, 'eigen'));
        const hidden = [403, 404].includes(answer.status) || (route.rule?.kind === 'public' && answer.status === 410);
        return [...(hidden ? [] : [`${answer.request} answered ${answer.status} ${answer.text.slice(0, 300)}`]), ...leaks(answer)];
      },
    );
    expect(faults).toEqual([]);
  });

  it('every route that is handed one of its ids in a body or a query tells nothing', async () => {
    const faults = await overRoutes(
      () => true,
      async (route) => {
        const { owner, planted } = await someone();
        const answers: ApiAnswer[] = [];
        for (const body of bodiesWithOneForeignId(route, planted, theirs)) answers.push(await call(owner, route, planted, body));
        const query = filledQuery(route, theirs, MARKER);
        if (query) answers.push(await call(owner, route, planted, bodyFor(route, planted), query));
        return answers.flatMap((answer) => [
          ...leaks(answer),
          ...(answer.status === 400 || answer.status >= 500
            ? [`${answer.request} answered ${answer.status} ${answer.text.slice(0, 300)}`]
            : []),
        ]);
      },
    );
    expect(faults).toEqual([]);
  });

  it('no list holds anything of it', async () => {
    const { owner, planted } = await someone();
    const faults = await overRoutes(
      ({ method }) => method === 'GET',
      async (route) => {
        const answer = await call(owner, route, planted, undefined, filledQuery(route, planted, 'eigen'));
        return leaks(answer);
      },
    );
    expect(faults).toEqual([]);
  });

  it('no room can be joined, whatever the role, nor an own one with a role that is too low', async () => {
    const IDS: Record<string, (planted: Planted) => string> = {
      team: ({ team }) => team,
      ticket: ({ ticket }) => ticket,
      visitor: ({ chatVisitor }) => chatVisitor,
      wall: ({ organisation }) => organisation,
    };
    expect(rooms.filter(({ name }) => !IDS[name])).toEqual([]); // A new room: add what its ids are.
    const { planted } = await someone();
    for (const role of ROLES) {
      const socket = await (await aColleague(app, { role, organisationId: ours.id })).openSocket();
      for (const kind of rooms) {
        const idOf = IDS[kind.name] ?? (() => '');
        const join = (id: string) => socket.emitWithAck('join', { room: kind.name as 'team', id });
        const allowed = !tooLow({ rule: { kind: 'permission', permission: kind.permission } }).includes(role);
        expect(await join(idOf(theirs))).toEqual({ ok: false, code: allowed ? 'not_found' : 'not_allowed' });
        if (!allowed) expect(await join(idOf(planted))).toEqual({ ok: false, code: 'not_allowed' });
        if (role === 'owner') expect(await join(idOf(planted))).toEqual({ ok: true });
      }
      socket.close();
    }
  });

  it('after all of that, theirs is as it was, and nothing of ours points to it', async () => {
    expect(await rowsOf(app, theirs.organisation)).toEqual(theirRows);
    const foreign = Object.entries(theirs).filter(([name]) => name !== 'ticketNumber');
    const pointers = (await rowsOf(app, ours.id)).flatMap(({ table, row }) =>
      foreign.filter(([, id]) => row.includes(id)).map(([name]) => `${table} of ours points to their ${name}`),
    );
    expect(pointers).toEqual([]);
  });

  it('who says to look at it is seen by nobody there', async () => {
    const { owner, planted } = await someone();
    const [mine, other] = [await owner.openSocket(), await stranger.openSocket()];
    const seen: unknown[] = [];
    other.on('presence', (event) => seen.push(event));
    const heard = new Promise<void>((resolve) => mine.on('presence', ({ ticketId }) => ticketId === planted.ticket && resolve()));
    mine.emit('presence', { ticketId: theirs.ticket, state: 'typing' });
    mine.emit('presence', { ticketId: planted.ticket, state: 'viewing' });
    await heard; // In order: what was said before has been told too.
    expect((await stranger.get(`/api/tickets/${theirs.ticket}`)).as(ticketDetail).presence).toEqual([]);
    expect(seen).toEqual([]);
    mine.close();
    other.close();
  });
});

describe('the test itself', () => {
  it('would notice a route without a rule', async () => {
    @Controller('planted')
    class Planted {
      @Get('forgotten')
      forgotten() {
        return 'everybody may read this';
      }
      @Get('declared')
      @SignedIn()
      declared() {
        return 'fine';
      }
    }
    const module = await Test.createTestingModule({ imports: [DiscoveryModule], controllers: [Planted], providers: [RouteList] }).compile();
    expect(withoutRule(module.get(RouteList).all())).toEqual(['Planted.forgotten']);
  });

  it('cannot meet a route with two rules: it does not load', () => {
    const declare = () => {
      class Planted {
        @PublicRoute()
        @SignedIn()
        both() {
          return 'which?';
        }
      }
      return Planted;
    };
    expect(declare).toThrow('declares two access rules');
  });

  it('would notice a parameter, a query or a body that nobody thought of', () => {
    const route: Route = {
      method: 'POST',
      path: '/api/things/:thing',
      handler: 'T.t',
      rule: undefined,
      status: 201,
      response: undefined,
      inputs: [],
    };
    expect(() => filledPath(route, theirs)).toThrow('Add the parameter things/:thing');
    expect(() => filledQuery({ ...route, inputs: [{ from: 'query', name: 'since', schema: undefined }] }, theirs, MARKER)).toThrow(
      'Add the query parameter since',
    );
    expect(() => bodyFor(route, theirs)).toThrow('Add a body for POST /api/things/:thing');
  });

  it('has no bodies for routes that are gone', () => {
    expect(bodiesWithoutRoute(routes)).toEqual([]);
  });
});
