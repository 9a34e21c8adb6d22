import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import { z } from 'zod';
import { RESPONSE_SCHEMA } from './returns.ts';

/** An answer is not what its route promises. */
export class ResponseMismatch extends Error {}

/** Holds each answer against the schema of its route and fails the request when they differ. For tests: it costs time. */
@Injectable()
export class ResponseCheckInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const schema = this.reflector.get<z.ZodType | undefined>(RESPONSE_SCHEMA, context.getHandler());
    if (!schema) return next.handle();
    return next.handle().pipe(
      map((body: unknown) => {
        checkResponse(`${context.getClass().name}.${context.getHandler().name}`, schema, body);
        return body;
      }),
    );
  }
}

/** @throws {ResponseMismatch} also for a field that the schema does not know: it would leak unseen */
export function checkResponse(route: string, schema: z.ZodType, body: unknown): void {
  // As it will stand on the wire: dates become strings, undefined disappears.
  const wire: unknown = body === undefined ? undefined : JSON.parse(JSON.stringify(body));
  const parsed = schema.safeParse(wire);
  if (!parsed.success) throw new ResponseMismatch(`${route} answers something else than it promises:\n${z.prettifyError(parsed.error)}`);
  const stray = strayFields(wire, parsed.data, '');
  if (stray.length > 0) throw new ResponseMismatch(`${route} answers with fields nobody promised: ${stray.join(', ')}`);
}

function strayFields(given: unknown, known: unknown, path: string): string[] {
  if (typeof given !== 'object' || given === null || typeof known !== 'object' || known === null) return [];
  const values = known as Record<string, unknown>;
  return Object.entries(given).flatMap(([key, value]) =>
    Object.hasOwn(values, key) ? strayFields(value, values[key], `${path}.${key}`) : [`${path}.${key}`],
  );
}
