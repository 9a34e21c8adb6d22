import { problem } from '@balie/shared/contracts/common.ts';
import { z } from 'zod';
import { SESSION_COOKIE } from './principal.ts';
import type { Route, RouteInput } from './route-list.ts';

type JsonSchema = Record<string, unknown>;
interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: JsonSchema;
}

/** An OpenAPI 3.1 document of these routes. What the decorators say is all that it says. */
export function openApiOf(routes: readonly Route[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Balie', version: '1', description: 'Errors are problem documents (RFC 9457) with a stable `code`.' },
    paths,
    components: {
      schemas: { Problem: jsonSchema(problem, 'output') },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE } },
    },
  };
}

function operation(route: Route): Record<string, unknown> {
  const body = route.inputs.find(({ from }) => from === 'body');
  return {
    operationId: route.handler,
    tags: [route.path.split('/')[2]],
    ...(route.rule?.kind === 'permission' ? { description: `Needs the permission \`${route.rule.permission}\`.` } : {}),
    security: route.rule?.kind === 'public' ? [] : [{ session: [] }],
    parameters: [...pathParameters(route), ...route.inputs.filter(({ from }) => from === 'query').flatMap(queryParameters)],
    ...(body?.schema ? { requestBody: { required: true, content: json(jsonSchema(body.schema, 'input')) } } : {}),
    responses: {
      [route.status]: answer(route),
      default: { description: 'Refused', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  };
}

function answer({ response, status }: Route): Record<string, unknown> {
  if (response) return { description: 'Done', content: json(jsonSchema(response, 'output')) };
  return status === 204 ? { description: 'Done' } : { description: 'A file', content: { 'application/octet-stream': {} } };
}

function pathParameters({ path, inputs }: Route): Parameter[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => {
    const schema = inputs.find((input) => input.from === 'path' && input.name === name)?.schema;
    return { name, in: 'path', required: true, schema: schema ? jsonSchema(schema, 'input') : { type: 'string' } };
  });
}

function queryParameters({ name, schema }: RouteInput): Parameter[] {
  if (!schema) return [];
  const shape = jsonSchema(schema, 'input');
  if (name) return [{ name, in: 'query', required: !schema.safeParse(undefined).success, schema: shape }];
  const { properties = {}, required = [] } = shape as { properties?: Record<string, JsonSchema>; required?: string[] };
  return Object.entries(properties).map(([key, value]) => ({ name: key, in: 'query', required: required.includes(key), schema: value }));
}

function json(schema: JsonSchema): Record<string, unknown> {
  return { 'application/json': { schema } };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
