import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import type { ClientToServerEvents, ServerToClientEvents } from '@balie/shared/contracts/realtime.ts';
import { allows } from '@balie/shared/domain/permissions.ts';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { parseCookie } from 'cookie';
import type { Logger } from 'pino';
import { Server, type Socket } from 'socket.io';
import { z } from 'zod';
import { Config } from '../config/config.ts';
import { inOrganisation } from '../database/scope.ts';
import { isOwnOrigin } from '../http/own-origin.ts';
import { Authenticator, type Principal, SESSION_COOKIE } from '../http/principal.ts';
import { Log } from '../logging/log.ts';
import { type Guests, openGuests } from './guests.ts';
import { type Link, linkThroughRedis } from './redis-link.ts';
import { Rooms } from './rooms.ts';

interface SocketData {
  principal: Principal;
}
interface BetweenServers {
  relay: (subject: string, data: unknown) => void;
}
export type BalieSocket = Socket<ClientToServerEvents, ServerToClientEvents, BetweenServers, SocketData>;
type BalieServer = Server<ClientToServerEvents, ServerToClientEvents, BetweenServers, SocketData>;
type EventName = keyof ServerToClientEvents;
type EventArguments<E extends EventName> = Parameters<ServerToClientEvents[E]>;

const roomRequest = z.object({ room: z.string().max(40), id: z.uuid() });

/**
 * Live updates to the consoles. Signed in by the session cookie; each socket stands in the rooms of its organisation
 * and its agent, and joins others only through `Rooms`.
 */
@Injectable()
export class Realtime implements BeforeApplicationShutdown {
  private readonly log: Logger;
  private server: BalieServer | undefined;
  private link: Link | undefined;
  /** Room of all sockets of this process. */
  private readonly here = `process:${randomUUID()}`;
  private readonly connectHandlers: ((socket: BalieSocket) => void)[] = [];
  private readonly relayHandlers = new Map<string, (data: unknown) => void>();
  private readonly missedHandlers: (() => void)[] = [];

  constructor(
    private readonly config: Config,
    private readonly rooms: Rooms,
    private readonly authenticator: Authenticator,
    log: Log,
  ) {
    this.log = log.named('realtime');
  }

  /** Must be called before the server listens. In a worker without HTTP, pass no server: it only sends, through Redis. */
  async attach(httpServer: HttpServer | undefined): Promise<void> {
    // Pages of other sites may come, without cookies; what they may hear, each namespace says for itself.
    const server: BalieServer = new Server({ serveClient: false, maxHttpBufferSize: 100_000, cors: { origin: '*' } });
    if (this.config.redisUrl) {
      this.link = await linkThroughRedis(server, this.config.redisUrl, this.log, () => {
        this.tell(undefined, 'updates.missed');
        for (const handler of this.missedHandlers) handler();
      });
    }
    if (httpServer) server.attach(httpServer);
    server.use((socket, next) => {
      this.signIn(socket).then(
        () => next(),
        (error: Error) => next(error),
      );
    });
    server.on('connection', (socket) => this.welcome(socket));
    server.on('relay', (subject, data) => this.relayHandlers.get(subject)?.(data));
    this.server = server;
  }

  /** Extra handling of each connection by a module. Call it in `onModuleInit`. */
  onConnect(handler: (socket: BalieSocket) => void): void {
    this.connectHandlers.push(handler);
  }

  /**
   * A namespace for people who are not signed in. Call it in `onModuleInit`.
   * @param onMissed what other processes said may not have arrived
   */
  guests(name: string, onMissed: () => void): Guests {
    if (!this.server) throw new Error('Realtime is not attached yet');
    this.missedHandlers.push(onMissed);
    return openGuests(this.server as unknown as Server, name, () => this.link, this.here);
  }

  /** Tells the other server processes, in `onRelay` of the same subject; this one does not hear it. */
  relay(subject: string, data: object): void {
    if (this.link?.isUp) this.server?.serverSideEmit('relay', subject, data);
  }

  /** Call it in `onModuleInit`. */
  onRelay(subject: string, handler: (data: unknown) => void): void {
    this.relayHandlers.set(subject, handler);
  }

  toOrganisation<E extends EventName>(organisationId: string, event: E, ...data: EventArguments<E>): void {
    this.tell(`organisation:${organisationId}`, event, ...data);
  }

  toAgent<E extends EventName>(agentId: string, event: E, ...data: EventArguments<E>): void {
    this.tell(`agent:${agentId}`, event, ...data);
  }

  toRoom<E extends EventName>(room: string, id: string, event: E, ...data: EventArguments<E>): void {
    this.tell(`${room}:${id}`, event, ...data);
  }

  /** May anybody hear what is told there? Consoles of other processes are not seen from here: with Redis, always. */
  isHeard(room: string, id: string): boolean {
    return this.link !== undefined || (this.server?.sockets.adapter.rooms.has(`${room}:${id}`) ?? false);
  }

  /** Ends the connections of a session at once, on every process. */
  endSession(sessionId: string): void {
    const room = `session:${sessionId}`;
    this.tell(room, 'session.ended');
    this.server?.local.in(room).disconnectSockets(true);
    if (this.link?.isUp) this.server?.in(room).disconnectSockets(true);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.server?.close();
    await this.link?.close();
  }

  /**
   * Tells the sockets of this process at once, whatever becomes of the way to the others.
   * @param room everybody when undefined
   */
  private tell<E extends EventName>(room: string | undefined, event: E, ...data: EventArguments<E>): void {
    const { server } = this;
    if (!server) return;
    (room === undefined ? server.local : server.local.to(room)).emit(event, ...data);
    if (this.link?.isUp) (room === undefined ? server : server.to(room)).except(this.here).emit(event, ...data);
  }

  private async signIn(socket: BalieSocket): Promise<void> {
    const { headers } = socket.handshake;
    if (headers.origin !== undefined && !isOwnOrigin(headers.origin, headers, this.config)) throw new Error('foreign_origin');
    if (!(await this.refresh(socket))) throw new Error('not_signed_in');
  }

  /** Asks again who this is: a session may have ended, and a role changed, since the connection was made. */
  private async refresh(socket: BalieSocket): Promise<Principal | undefined> {
    const token = parseCookie(socket.handshake.headers.cookie ?? '')[SESSION_COOKIE];
    const principal = token ? await this.authenticator.authenticate(token) : undefined;
    if (principal) socket.data.principal = principal;
    return principal;
  }

  /** A session that ended between sign-in and the room it is ended through would have been missed. */
  private async enter(socket: BalieSocket): Promise<void> {
    const { principal } = socket.data;
    await socket.join([
      this.here,
      `organisation:${principal.organisationId}`,
      `agent:${principal.agentId}`,
      `session:${principal.sessionId}`,
    ]);
    if (!(await this.refresh(socket))) socket.disconnect(true);
  }

  private welcome(socket: BalieSocket): void {
    this.enter(socket).catch((error: unknown) => {
      this.log.error({ err: error }, 'A connection could not enter its rooms');
      socket.disconnect(true);
    });
    socket.on('join', (request, done) => {
      if (typeof done !== 'function') return;
      this.join(socket, request).then(done, (error: unknown) => {
        this.log.error({ err: error }, 'A room could not be joined');
        done({ ok: false, code: 'internal' });
      });
    });
    socket.on('leave', (request) => {
      const parsed = roomRequest.safeParse(request);
      if (parsed.success) void socket.leave(`${parsed.data.room}:${parsed.data.id}`);
    });
    for (const handler of this.connectHandlers) handler(socket);
  }

  private async join(socket: BalieSocket, request: unknown): Promise<{ ok: boolean; code?: string }> {
    const parsed = roomRequest.safeParse(request);
    const kind = parsed.success ? this.rooms.find(parsed.data.room) : undefined;
    if (!parsed.success || !kind) return { ok: false, code: 'invalid_request' };
    const principal = await this.refresh(socket);
    if (!principal) {
      socket.disconnect(true);
      return { ok: false, code: 'not_signed_in' };
    }
    if (!allows(principal.role, kind.permission)) return { ok: false, code: 'not_allowed' };
    if (!(await inOrganisation(principal.organisationId, () => kind.allows(parsed.data.id, principal))))
      return { ok: false, code: 'not_found' };
    await socket.join(`${parsed.data.room}:${parsed.data.id}`);
    return { ok: true };
  }
}
