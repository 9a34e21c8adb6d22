import { DomainError } from '../../platform/errors/domain-error.ts';
import type { Request } from '../../platform/http/principal.ts';
import { ChatFileTooLarge } from './chat.errors.ts';
import { MAX_CHAT_FILE_BYTES } from './visitor-files.ts';

class NoChatFile extends DomainError {
  readonly code = 'invalid_request';
  readonly kind = 'invalid';
  constructor() {
    super('Send one file, as a multipart form.');
  }
}

/** The one file of a form, in memory. @throws {NoChatFile | ChatFileTooLarge} */
export async function readChatUpload(request: Request): Promise<{ name: string; contentType: string; contents: Buffer }> {
  if (!request.isMultipart()) throw new NoChatFile();
  try {
    const part = await request.file({ limits: { fileSize: MAX_CHAT_FILE_BYTES, files: 1, fields: 5 } });
    if (!part) throw new NoChatFile();
    return { name: part.filename, contentType: part.mimetype, contents: await part.toBuffer() };
  } catch (error) {
    throw (error as { code?: unknown }).code === 'FST_REQ_FILE_TOO_LARGE' ? new ChatFileTooLarge(MAX_CHAT_FILE_BYTES) : error;
  }
}
