import { StandardSchemaValidationPipe } from '@nestjs/common';

/** The request does not have the shape the route asks for; names each field. */
export class InvalidRequest extends Error {
  readonly code = 'invalid_request';
  constructor(readonly errors: readonly { path: string; message: string }[]) {
    super('Some of the given values are not right; see "errors".');
  }
}

type PathPart = PropertyKey | { readonly key: PropertyKey };

/** Validates what a parameter decorator's `schema` describes and hands the handler the parsed value. */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      new InvalidRequest(
        issues.slice(0, 50).map((issue) => ({ path: (issue.path ?? []).map(partName).join('.'), message: issue.message })),
      ),
  });
}

function partName(part: PathPart): string {
  return String(typeof part === 'object' ? part.key : part);
}
