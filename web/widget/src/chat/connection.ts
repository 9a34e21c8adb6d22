import type { ChatAnswer, ChatProblemCode, ChatServerEvents, ChatSocketAuth, ChatVisitorEvents } from '@balie/shared/contracts/chat.ts';
import { connectPacket, disconnectPacket, eventPacket, type Packet, PONG, readPacket } from './packets.ts';
import { openPolling, openWebSocket, type Wire } from './wire.ts';

/** An acknowledgement that takes longer is not waited for: the packet is sent again. */
const ANSWER_MS = 10_000;
/** Until the server has said something on a new wire. */
const OPENING_MS = 15_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** So many WebSockets may fail, one after the other, before long requests are tried instead. */
const PATIENCE = 2;

export interface Listener {
  readonly up: () => void;
  readonly down: () => void;
  /** The server does not want this session, or ended it; nothing is tried again before `open`. */
  readonly refused: (code: ChatProblemCode | undefined) => void;
  readonly events: ChatServerEvents;
}
interface Refusal {
  readonly code?: ChatProblemCode;
  readonly retryAfterSeconds?: number;
}
type Answering = 'message' | 'sync' | 'details';
type AnswerTo<E extends Answering> = Parameters<NonNullable<Parameters<ChatVisitorEvents[E]>[1]>>[0] & ChatAnswer;

/** The live line of one visitor. It finds its way back by itself; what a refusal means is decided above. */
export class Connection {
  private auth: ChatSocketAuth | undefined;
  private wire: Wire | undefined;
  private connected = false;
  private lastId = 0;
  private readonly asked = new Map<number, (given: unknown) => void>();
  private silenceMs = OPENING_MS;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private again: ReturnType<typeof setTimeout> | undefined;
  private pauseMs = FIRST_PAUSE_MS;
  private failures = 0;

  constructor(
    private readonly origin: string,
    private readonly listener: Listener,
  ) {
    addEventListener('online', () => {
      if (this.auth && !this.connected) this.dial();
    });
  }

  /** Connected, or finding its way back. */
  get isOpen(): boolean {
    return this.auth !== undefined;
  }

  get isUp(): boolean {
    return this.connected;
  }

  open(auth: ChatSocketAuth): void {
    this.close();
    this.auth = auth;
    this.dial();
  }

  close(): void {
    this.auth = undefined;
    this.hangUp();
  }

  /** @returns undefined when no answer came: the line is down, or the server is slow */
  ask<E extends Answering>(event: E, packet: Parameters<ChatVisitorEvents[E]>[0]): Promise<AnswerTo<E> | undefined> {
    if (!this.connected) return Promise.resolve(undefined);
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve) => {
      const timer = setTimeout(() => answered(undefined), ANSWER_MS);
      const answered = (given: unknown) => {
        clearTimeout(timer);
        this.asked.delete(id);
        resolve(given as AnswerTo<E> | undefined);
      };
      this.asked.set(id, answered);
      this.wire?.send(eventPacket(event, packet, id));
    });
  }

  /** What may be lost. */
  tell<E extends 'typing' | 'received' | 'read' | 'page'>(event: E, packet: Parameters<ChatVisitorEvents[E]>[0]): void {
    if (this.connected) this.wire?.send(eventPacket(event, packet));
  }

  private dial(): void {
    this.hangUp();
    const open = this.failures < PATIENCE ? openWebSocket : openPolling;
    const wire: Wire = open(this.origin, {
      packet: (text) => {
        if (this.wire !== wire) return;
        this.watchSilence();
        this.heard(readPacket(text));
      },
      gone: () => {
        if (this.wire === wire) this.lost();
      },
    });
    this.wire = wire;
    this.silenceMs = OPENING_MS;
    this.watchSilence();
  }

  private heard(packet: Packet): void {
    switch (packet.kind) {
      case 'opened':
        this.silenceMs = packet.silenceMs;
        this.watchSilence();
        if (this.auth) this.wire?.send(connectPacket(this.auth));
        break;
      case 'ping':
        this.wire?.send(PONG);
        break;
      case 'connected':
        this.connected = true;
        this.failures = 0;
        this.pauseMs = FIRST_PAUSE_MS;
        this.listener.up();
        break;
      case 'refused':
        this.refused((packet.data ?? {}) as Refusal);
        break;
      case 'disconnected':
        this.close();
        this.listener.down();
        this.listener.refused(undefined);
        break;
      case 'event': {
        const hear = this.listener.events[packet.name as keyof ChatServerEvents] as ((...given: unknown[]) => void) | undefined;
        hear?.(...packet.given);
        break;
      }
      case 'answer':
        this.asked.get(packet.id)?.(packet.given[0]);
        break;
      case 'other':
    }
  }

  private refused({ code, retryAfterSeconds = 0 }: Refusal): void {
    this.listener.down();
    if (code && code !== 'rate_limited' && code !== 'internal') {
      this.close();
      this.listener.refused(code);
      return;
    }
    this.hangUp();
    this.dialLater(retryAfterSeconds * 1000);
  }

  private lost(): void {
    if (!this.connected) this.failures += 1;
    this.hangUp();
    this.listener.down();
    this.dialLater(0);
  }

  private dialLater(afterMs: number): void {
    const pause = Math.max(afterMs, this.pauseMs * (0.75 + Math.random() / 2));
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
    this.again = setTimeout(() => this.dial(), pause);
  }

  private hangUp(): void {
    clearTimeout(this.again);
    clearTimeout(this.silence);
    const { wire } = this;
    this.wire = undefined;
    if (this.connected) wire?.send(disconnectPacket());
    this.connected = false;
    wire?.close();
    // Nobody will answer these any more.
    for (const answered of [...this.asked.values()]) answered(undefined);
  }

  /** A line over which nothing comes, not even the server's pings, is dead, whatever the network says. */
  private watchSilence(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.lost(), this.silenceMs);
  }
}
