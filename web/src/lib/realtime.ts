import type { ClientToServerEvents, RoomRequest, ServerToClientEvents } from '@balie/shared/contracts/realtime.ts';
import { useEffect, useSyncExternalStore } from 'react';
import { io, type Socket } from 'socket.io-client';
import { queryClient } from './query.ts';

type BalieSocket = Socket<ServerToClientEvents, ClientToServerEvents>;
export type ConnectionState = 'idle' | 'connected' | 'lost';

const rooms = new Map<string, { request: RoomRequest; users: number }>();
const watchers = new Set<() => void>();
/** Pause before another try after the server refused the connection. */
const RETRY_MS = 3_000;
let socket: BalieSocket | undefined;
let state: ConnectionState = 'idle';

/** Opens the live connection of the signed-in colleague; further calls change nothing. */
export function connectRealtime(): BalieSocket {
  if (socket) return socket;
  const opened: BalieSocket = io({ transports: ['websocket'], reconnectionDelayMax: 5_000 });
  let connectedBefore = false;
  opened.on('connect', () => {
    setState('connected');
    for (const { request } of rooms.values()) opened.emit('join', request, () => undefined);
    // Whatever was missed meanwhile: read again what is on screen, drop the rest.
    void (connectedBefore ? queryClient.invalidateQueries() : readAgainWhatWasEarly());
    connectedBefore = true;
  });
  opened.on('updates.missed', () => void queryClient.invalidateQueries());
  opened.on('disconnect', (reason) => {
    if (reason !== 'io client disconnect') setState('lost');
    // The server ended it: socket.io does not come back by itself then.
    if (reason === 'io server disconnect') opened.connect();
  });
  opened.on('connect_error', (error) => {
    setState('lost');
    // A refusal ends socket.io's own attempts. Signed out: asking who we are brings the sign-in page. Else the server has a hiccup.
    if (error.message === 'not_signed_in') void queryClient.invalidateQueries({ queryKey: ['me'] });
    else if (!opened.active) setTimeout(() => socket === opened && opened.connect(), RETRY_MS);
  });
  socket = opened;
  return opened;
}

/** What was asked for before anything could be heard of it; not cut short, for the page waits for it. */
async function readAgainWhatWasEarly(): Promise<void> {
  const early = new Set(queryClient.getQueryCache().getAll());
  await Promise.allSettled([...early].map((query) => query.promise));
  await queryClient.invalidateQueries({ predicate: (query) => early.has(query) });
}

export function disconnectRealtime(): void {
  socket?.disconnect();
  socket = undefined;
  rooms.clear();
  setState('idle');
}

/** Hears an event of the rooms this tab stands in. Returns the end of listening. */
export function onRealtime<E extends keyof ServerToClientEvents>(event: E, hear: ServerToClientEvents[E]): () => void {
  const opened = connectRealtime();
  // socket.io types listeners per event; a generic one needs the wide form.
  opened.on(event, hear as never);
  return () => opened.off(event, hear as never);
}

export function useRealtime<E extends keyof ServerToClientEvents>(event: E, hear: ServerToClientEvents[E]): void {
  useEffect(() => onRealtime(event, hear), [event, hear]);
}

/** Stands in a room while the component is shown, through reconnects. */
export function useRoom(room: RoomRequest['room'], id: string | undefined): void {
  useEffect(() => {
    if (!id) return;
    const opened = connectRealtime();
    const key = `${room}:${id}`;
    const known = rooms.get(key) ?? { request: { room, id }, users: 0 };
    known.users += 1;
    rooms.set(key, known);
    if (known.users === 1 && opened.connected) opened.emit('join', known.request, () => undefined);
    return () => {
      known.users -= 1;
      if (known.users > 0) return;
      rooms.delete(key);
      opened.emit('leave', known.request);
    };
  }, [room, id]);
}

export function sendPresence(ticketId: string, presence: 'viewing' | 'typing' | 'gone', answers = false): void {
  socket?.emit('presence', { ticketId, state: presence, answers });
}

export function useConnectionState(): ConnectionState {
  return useSyncExternalStore(
    (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    () => state,
  );
}

function setState(next: ConnectionState): void {
  if (next === state) return;
  state = next;
  for (const changed of watchers) changed();
}
