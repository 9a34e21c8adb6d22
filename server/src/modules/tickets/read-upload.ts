import { MAX_UPLOAD_BYTES } from '../../platform/http/http-server.ts';
import type { Request } from '../../platform/http/principal.ts';
import type { Upload } from './attachments.service.ts';
import { FileTooLarge, NoFile } from './ticket.errors.ts';

/**
 * The file of a form, in memory: field `file`, and `inline=true` for a picture of the text.
 * @throws {NoFile | FileTooLarge}
 */
export async function readUpload(request: Request): Promise<Upload> {
  if (!request.isMultipart()) throw new NoFile();
  let file: Omit<Upload, 'inline'> | undefined;
  let inline = false;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') inline ||= part.fieldname === 'inline' && part.value === 'true';
      else file = { name: part.filename, contentType: part.mimetype, contents: await part.toBuffer() };
    }
  } catch (error) {
    throw (error as { code?: unknown }).code === 'FST_REQ_FILE_TOO_LARGE' ? new FileTooLarge(MAX_UPLOAD_BYTES) : error;
  }
  if (!file) throw new NoFile();
  return { ...file, inline };
}
