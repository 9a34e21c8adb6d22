import type { Problem } from '@balie/shared/contracts/common.ts';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import { isDatabaseAway } from '../database/database-away.ts';
import { DomainError, type ErrorKind } from '../errors/domain-error.ts';
import { Log } from '../logging/log.ts';
import type { Request } from './principal.ts';
import { InvalidRequest } from './validation.ts';

const STATUS: Record<ErrorKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  too_many_requests: 429,
  unavailable: 503,
};

/** A database that restarts, or has no connection left, is back soon. */
const DATABASE_BACK_SECONDS = 5;

/** Turns every error into a problem document (RFC 9457). What is not meant for people is logged and told as "internal". */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log: Logger;

  constructor(log: Log) {
    this.log = log.named('http');
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const problem = toProblem(error);
    if (problem.status >= 500) {
      const request = http.getRequest<Request>();
      // The pattern, not the address: some addresses hold the secret of a link.
      const path = request.routeOptions.url;
      this.log.error({ err: error, method: request.method, path, requestId: request.id }, 'A request failed');
    }
    const retryAfter = problem.meta?.['retryAfterSeconds'];
    if (typeof retryAfter === 'number') void reply.header('retry-after', String(Math.ceil(retryAfter)));
    void reply.status(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(problem));
  }
}

export function toProblem(error: unknown): Problem {
  if (error instanceof InvalidRequest) {
    return document(400, error.code, error.message, { errors: [...error.errors] });
  }
  if (error instanceof DomainError) {
    return document(STATUS[error.kind], error.code, error.message, error.meta ? { meta: { ...error.meta } } : {});
  }
  if (error instanceof HttpException) return document(error.getStatus(), codeOf(error.getStatus()), error.message);
  // Fastify's own refusals: body too large, broken JSON, unsupported media type.
  const status = (error as { statusCode?: unknown }).statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) return document(status, codeOf(status), (error as Error).message);
  if (isDatabaseAway(error)) {
    const detail =
      'The database does not answer for the moment. Try again in a few seconds; if it stays, tell the operator of this installation.';
    return document(503, 'database_away', detail, { meta: { retryAfterSeconds: DATABASE_BACK_SECONDS } });
  }
  return document(500, 'internal', 'Something went wrong on our side. Try again; if it stays, tell the operator of this installation.');
}

function document(status: number, code: string, detail: string, rest: Partial<Problem> = {}): Problem {
  return { type: `https://balie.invalid/problems/${code}`, title: code.replaceAll('_', ' '), status, code, detail, ...rest };
}

function codeOf(status: number): string {
  const codes: Record<number, string> = {
    400: 'bad_request',
    404: 'not_found',
    405: 'method_not_allowed',
    413: 'too_large',
    415: 'unsupported_media_type',
  };
  return codes[status] ?? 'refused';
}
