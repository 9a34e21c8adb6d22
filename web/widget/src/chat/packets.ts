import { toJson } from '../lib/json.ts';

/**
 * socket.io's packets as text (Engine.IO protocol 4, Socket.IO protocol 5, see socket.io/docs/v4/engine-io-protocol and
 * socket-io-protocol): as much of it as one namespace without binary data needs. Its own client would be half of what the
 * widget may weigh.
 */
export const NAMESPACE = '/chat';

/** What comes in. */
export type Packet =
  | { readonly kind: 'opened'; readonly sid: string /** Nothing heard for so long, and the line is dead. */; readonly silenceMs: number }
  | { readonly kind: 'ping' }
  | { readonly kind: 'connected' }
  | { readonly kind: 'refused'; readonly data: unknown }
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'event'; readonly name: string; readonly given: readonly unknown[] }
  | { readonly kind: 'answer'; readonly id: number; readonly given: readonly unknown[] }
  | { readonly kind: 'other' };

const OTHER: Packet = { kind: 'other' };

/** Whatever cannot be read is `other`. */
export function readPacket(text: string): Packet {
  if (text === '2') return { kind: 'ping' };
  try {
    if (text.startsWith('0')) {
      const { sid, pingInterval, pingTimeout } = JSON.parse(text.slice(1)) as { sid: string; pingInterval: number; pingTimeout: number };
      return { kind: 'opened', sid, silenceMs: pingInterval + pingTimeout };
    }
    const match = /^4([0-4])\/chat(?:,(\d*)(.*))?$/s.exec(text);
    if (!match) return OTHER;
    const [, type, id = '', json = ''] = match;
    const content: unknown = json === '' ? undefined : JSON.parse(json);
    if (type === '0') return { kind: 'connected' };
    if (type === '1') return { kind: 'disconnected' };
    if (type === '4') return { kind: 'refused', data: (content as { data?: unknown } | undefined)?.data };
    if (!Array.isArray(content)) return OTHER;
    if (type === '3') return { kind: 'answer', id: Number(id), given: content };
    const [name, ...given] = content as [string, ...unknown[]];
    return { kind: 'event', name, given };
  } catch {
    return OTHER;
  }
}

export const PONG = '3';
export const connectPacket = (auth: object): string => `40${NAMESPACE},${toJson(auth)}`;
export const disconnectPacket = (): string => `41${NAMESPACE},`;
/** @param id asks for an answer */
export const eventPacket = (name: string, given: object, id?: number): string => `42${NAMESPACE},${id ?? ''}${toJson([name, given])}`;
