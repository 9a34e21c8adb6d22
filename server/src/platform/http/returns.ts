import { HttpCode, SetMetadata } from '@nestjs/common';
import type { z } from 'zod';

export const RESPONSE_SCHEMA = 'balie:response-schema';

/** A handler whose answer has the shape of `Schema`; checked by the compiler, and by the test application on each answer. */
type AnswersWith<Schema extends z.ZodType> = (...parameters: never[]) => Promise<z.input<Schema>> | z.input<Schema>;

/**
 * The shape of a route's answer, for OpenAPI, for the compiler and for the tests. Routes that answer with a file or
 * with nothing (204) have none.
 * @param status where it is not Nest's own choice (201 for POST, 200 for the rest)
 */
export function Returns<Schema extends z.ZodType>(schema: Schema, status?: number) {
  return <Handler extends AnswersWith<Schema>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Handler>,
  ): void => {
    SetMetadata(RESPONSE_SCHEMA, schema)(target, key, descriptor);
    if (status !== undefined) HttpCode(status)(target, key, descriptor);
  };
}
