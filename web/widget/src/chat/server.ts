import type {
  ChatConversation,
  ChatFile,
  ChatProblemCode,
  ChatSession,
  ChatWidgetConfig,
  StartChatSessionRequest,
} from '@balie/shared/contracts/chat.ts';
import type { Locale } from '@balie/shared/contracts/common.ts';
import { toJson } from '../lib/json.ts';

/** The server understood and said no. Everything else that goes wrong is the network's. */
export class Refused extends Error {
  constructor(
    readonly code: ChatProblemCode,
    /** 0: not said. */
    readonly retryAfterSeconds = 0,
  ) {
    super(code);
  }
}

/** Balie's HTTP side for one chat. No cookies go along. */
export class Server {
  constructor(
    /** `https://balie.example`, without a slash at the end. */
    readonly origin: string,
    readonly key: string,
  ) {}

  config(language: Locale | undefined): Promise<ChatWidgetConfig> {
    return this.ask(language ? `?language=${language}` : '');
  }

  startSession(request: StartChatSessionRequest): Promise<ChatSession> {
    return this.ask('/sessions', { method: 'POST', headers: { 'content-type': 'application/json' }, body: toJson(request) });
  }

  older(visitorToken: string, before: string): Promise<ChatConversation> {
    return this.ask(`/messages?before=${encodeURIComponent(before)}`, { headers: { authorization: `Bearer ${visitorToken}` } });
  }

  /** XMLHttpRequest, because fetch tells nothing of how far an upload is. @param progress from 0 to 1 */
  upload(visitorToken: string, file: File, progress: (share: number) => void, signal: AbortSignal): Promise<ChatFile> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('POST', this.address('/files'));
      request.setRequestHeader('authorization', `Bearer ${visitorToken}`);
      request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
      request.onload = () => {
        const answer = parsed(request.responseText);
        if (request.status < 300) resolve(answer as ChatFile);
        else reject(refusal(request.status, answer, request.getResponseHeader('retry-after')));
      };
      request.onerror = () => reject(new Error('network'));
      request.onabort = () => reject(new Error('aborted'));
      signal.addEventListener('abort', () => request.abort());
      const form = new FormData();
      form.append('file', file, file.name);
      request.send(form);
    });
  }

  /** Of what the server names by its path. */
  absolute(path: string): string {
    return new URL(path, this.origin).href;
  }

  private address(path: string): string {
    return `${this.origin}/api/chat/${encodeURIComponent(this.key)}${path}`;
  }

  private async ask<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(this.address(path), { ...init, credentials: 'omit' });
    const answer = parsed(await response.text());
    if (!response.ok) throw refusal(response.status, answer, response.headers.get('retry-after'));
    return answer as Answer;
  }
}

function refusal(status: number, answer: unknown, retryAfter: string | null): Error {
  const { code } = (answer ?? {}) as { code?: ChatProblemCode };
  if (status >= 500 || !code) return new Error(`status ${status}`);
  return new Refused(code, Number(retryAfter) || 0);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
