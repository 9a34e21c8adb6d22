import { problem } from '@balie/shared/contracts/common.ts';
import { type Attachment, attachment } from '@balie/shared/contracts/files.ts';
import type { z } from 'zod';
import { ApiError, clientId, Unreachable } from './http.ts';

interface UploadOptions {
  /** A picture that stands in the text. */
  readonly inline?: boolean;
  /** Between 0 and 1. */
  readonly onProgress: (progress: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends a file for a message and tells how far it is.
 * @throws {ApiError | Unreachable} and whatever the signal was aborted with
 */
export function uploadFile(file: File, { inline = false, ...options }: UploadOptions): Promise<Attachment> {
  const form = new FormData();
  if (inline) form.set('inline', 'true');
  form.set('file', file);
  return sendForm(attachment, '/api/attachments', form, options);
}

/**
 * Sends a form and tells how far it is: fetch cannot.
 * @throws {ApiError | Unreachable} and whatever the signal was aborted with
 */
export function sendForm<T extends z.ZodType>(
  schema: T,
  path: string,
  form: FormData,
  { onProgress, signal }: Pick<UploadOptions, 'onProgress' | 'signal'>,
): Promise<z.infer<T>> {
  const request = new XMLHttpRequest();
  return new Promise<z.infer<T>>((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => {
      request.abort();
      reject(signal.reason);
    });
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener('error', () => reject(new Unreachable()));
    request.addEventListener('load', () => {
      const answer = read(request.responseText);
      if (request.status < 300) resolve(schema.parse(answer));
      else reject(refusal(request, answer));
    });
    request.open('POST', path);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('x-client-id', clientId);
    request.send(form);
  });
}

function refusal(request: XMLHttpRequest, answer: unknown): Error {
  const parsed = problem.safeParse(answer);
  if (parsed.success) return new ApiError(parsed.data);
  if (request.status === 0 || (request.status >= 502 && request.status <= 504)) return new Unreachable();
  const code = request.status === 413 ? 'file_too_large' : 'internal';
  return new ApiError({ type: 'about:blank', title: request.statusText, status: request.status, code });
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
