import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../config/config.ts';
import { inRequestScope } from '../database/scope.ts';
import { ForeignOrigin } from './http.errors.ts';
import { isOwnOrigin } from './own-origin.ts';
import type { Request } from './principal.ts';
import { toProblem } from './problem.filter.ts';
import { serveWidget } from './serve-widget.ts';

/** Largest upload; it is held in memory. Beside it, the largest JSON body. */
export const MAX_UPLOAD_BYTES = 60 * 1024 * 1024;
const MAX_BODY_BYTES = 2 * 1024 * 1024;
/** Providers send up to 3 MB in one call. */
const MAX_HOOK_BYTES = 4 * 1024 * 1024;
const HOOKS = '/api/hooks/';
/** What pages of shops ask, with neither cookie nor session. */
const GUESTS = '/api/chat/';
const GUEST_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, content-type',
  'access-control-expose-headers': 'retry-after',
  'access-control-max-age': '86400',
  'cross-origin-resource-policy': 'cross-origin',
};
const HOOK_BYTES = 'application/vnd.balie.hook';

export function httpAdapter(config: Config): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: MAX_BODY_BYTES,
    // The nearest hop alone: what stands further left in X-Forwarded-For is whatever the client wrote. (A number trusts nobody here.)
    trustProxy: config.trustProxy && ((_address: string, hop: number) => hop < 1),
    genReqId: () => randomUUID(),
    logger: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
  });
}

/** What is built for browsers. */
interface BuiltFiles {
  readonly webDir?: string;
  readonly widgetDir?: string;
}

/** Cookies, uploads, security headers, the scope of each request, and the built console and widget where they exist. */
export async function prepareHttp(app: NestFastifyApplication, config: Config, { webDir, widgetDir }: BuiltFiles): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: MAX_UPLOAD_BYTES, files: 1, fields: 5 } });
  // What a provider signs are bytes: parsed and written anew they would be others.
  server.addContentTypeParser(HOOK_BYTES, { parseAs: 'buffer', bodyLimit: MAX_HOOK_BYTES }, (request, body, done) => {
    // Where Nest's own parsers put them, too.
    Object.assign(request, { rawBody: body });
    done(null, body);
  });
  server.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith(HOOKS)) request.headers['content-type'] = HOOK_BYTES;
    void reply.headers(securityHeaders(request.url));
    if (request.url.startsWith(GUESTS)) {
      void reply.headers(GUEST_HEADERS);
      if (request.method === 'OPTIONS') {
        void reply.status(204).send();
        return;
      }
    } else if (isForeign(request as unknown as Request, config)) {
      const problem = toProblem(new ForeignOrigin());
      void reply.status(problem.status).header('content-type', 'application/problem+json').send(JSON.stringify(problem));
      return;
    }
    inRequestScope(() => done());
  });
  if (widgetDir && fs.existsSync(path.join(widgetDir, 'widget.js'))) await serveWidget(app, widgetDir, config.demoShop);
  if (webDir && fs.existsSync(path.join(webDir, 'index.html'))) await serveConsole(app, webDir);
}

/** The console's files; every address that is not a file or the API is the console's own. */
async function serveConsole(app: NestFastifyApplication, webDir: string): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  await app.register(fastifyStatic, {
    root: webDir,
    wildcard: false,
    preCompressed: true,
    setHeaders: (reply, file) => {
      // Hashed names never change their content.
      const immutable = file.includes(`${path.sep}assets${path.sep}`);
      reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const index = fs.readFileSync(path.join(webDir, 'index.html'));
  server.get('/*', (request, reply) => {
    if (request.url.startsWith('/api/') || request.url.startsWith('/socket.io/')) {
      const problem = {
        type: 'about:blank',
        title: 'not found',
        status: 404,
        code: 'not_found',
        detail: 'There is nothing at this address.',
      };
      return reply.status(404).header('content-type', 'application/problem+json').send(JSON.stringify(problem));
    }
    return reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-cache').send(index);
  });
}

function securityHeaders(url: string): Record<string, string> {
  const api = url.startsWith('/api/');
  const policy = api
    ? "default-src 'none'; frame-ancestors 'none'; sandbox"
    : "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https: http:; " +
      "connect-src 'self' ws: wss:; font-src 'self' data:; frame-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'x-frame-options': 'DENY',
    ...(api ? { 'cache-control': 'no-store' } : {}),
  };
}

/** A changing request that a browser sends on behalf of another site (CSRF). Programs without a browser send neither header. */
function isForeign(request: Request, config: Config): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return false;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.origin;
  return origin !== undefined && !isOwnOrigin(origin, request.headers, config);
}
