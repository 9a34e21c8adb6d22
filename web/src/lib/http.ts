import { type Problem, problem } from '@balie/shared/contracts/common.ts';
import { v4 as newId } from 'uuid';
import type { z } from 'zod';

/** The server refused; `code` is stable, `problem.detail` is in English. Screens translate the codes they know. */
export class ApiError extends Error {
  readonly problem: Problem;
  constructor(found: Problem) {
    super(found.detail ?? found.title);
    this.name = 'ApiError';
    this.problem = found;
  }
  get code(): string {
    return this.problem.code;
  }
  get status(): number {
    return this.problem.status;
  }
}

/** No answer at all: the connection is gone, or the server is. */
export class Unreachable extends Error {
  constructor() {
    super('unreachable');
    this.name = 'Unreachable';
  }
}

/** One id per tab; the server names it back, so that a tab does not react to what it did itself. */
export const clientId = newId();

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

async function request(method: Method, path: string, body: unknown, signal: AbortSignal | undefined): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json', 'x-client-id': clientId };
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers['content-type'] = 'application/json';
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable();
  }
  if (!response.ok) throw await refusal(response);
  return response;
}

async function refusal(response: Response): Promise<Error> {
  const parsed = problem.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return new ApiError(parsed.data);
  if (response.status >= 502 && response.status <= 504) return new Unreachable();
  return new ApiError({ type: 'about:blank', title: response.statusText, status: response.status, code: 'internal' });
}

/** Reads a resource and checks its shape. @throws {ApiError | Unreachable} */
export async function getJson<T extends z.ZodType>(schema: T, path: string, signal?: AbortSignal): Promise<z.infer<T>> {
  const response = await request('GET', path, undefined, signal);
  return schema.parse(await response.json());
}

/** Changes something and reads the answer. @throws {ApiError | Unreachable} */
export async function sendJson<T extends z.ZodType>(
  method: Exclude<Method, 'GET'>,
  schema: T,
  path: string,
  body?: unknown,
): Promise<z.infer<T>> {
  const response = await request(method, path, body, undefined);
  return schema.parse(await response.json());
}

/** Changes something that answers nothing. @throws {ApiError | Unreachable} */
export async function send(method: Exclude<Method, 'GET'>, path: string, body?: unknown): Promise<void> {
  await request(method, path, body, undefined);
}

/** Tells something while the page goes away; nobody hears the answer. The browser takes 64 kB at most. */
export function sendLast(method: Exclude<Method, 'GET'>, path: string, body: unknown): void {
  const headers = { 'content-type': 'application/json', 'x-client-id': clientId };
  void fetch(path, { method, headers, body: JSON.stringify(body), keepalive: true, credentials: 'same-origin' }).catch(() => undefined);
}
