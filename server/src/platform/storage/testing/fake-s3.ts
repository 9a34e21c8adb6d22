import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeS3 {
  readonly endpoint: string;
  readonly objects: ReadonlyMap<string, Buffer>;
  stop(): Promise<void>;
}

/** Speaks as much of the S3 REST API as files need: signed PUT, GET, HEAD and DELETE of objects, with S3's own errors. */
export async function startFakeS3(accessKeyId: string): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const key = new URL(request.url ?? '/', 'http://s3').pathname;
      // Signature version 4; who signed is enough here, the mathematics is the client's.
      const signed = request.headers.authorization?.startsWith(`AWS4-HMAC-SHA256 Credential=${accessKeyId}/`) ?? false;
      if (!signed) return answerError(response, request.method, 403, 'AccessDenied');
      const object = objects.get(key);
      if (request.method === 'PUT') {
        objects.set(key, bodyOf(request, Buffer.concat(chunks)));
        return response.writeHead(200, { etag: '"x"' }).end();
      }
      if (request.method === 'DELETE') {
        objects.delete(key);
        return response.writeHead(204).end();
      }
      if (!object) return answerError(response, request.method, 404, request.method === 'HEAD' ? 'NotFound' : 'NoSuchKey');
      response.writeHead(200, { 'content-length': String(object.length), 'content-type': 'application/octet-stream', etag: '"x"' });
      return response.end(request.method === 'HEAD' ? undefined : object);
    });
  });
  await new Promise<void>((resolve) => server.listen(anyPort(), '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Below 32768, where outgoing connections do not take their ports from. */
function anyPort(): number {
  return 20_000 + Math.floor(Math.random() * 12_000);
}

/** The client may send a checksum behind the content in `aws-chunked` frames: `<size hex>\r\n<bytes>\r\n … 0\r\n<trailer>`. */
function bodyOf(request: http.IncomingMessage, body: Buffer): Buffer {
  if (!String(request.headers['content-encoding'] ?? '').includes('aws-chunked')) return body;
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.subarray(at, lineEnd).toString('latin1'), 16);
    if (!size) return Buffer.concat(parts);
    parts.push(body.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
}

function answerError(response: http.ServerResponse, method: string | undefined, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(method === 'HEAD' ? undefined : `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
}
