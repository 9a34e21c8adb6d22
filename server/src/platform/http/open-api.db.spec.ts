import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiClient } from '../../../test/support/api-client.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { RouteList } from './route-list.ts';

interface Operation {
  readonly operationId: string;
  readonly security: unknown[];
  readonly description?: string;
  readonly parameters: { name: string; in: string; required: boolean; schema: Record<string, unknown> }[];
  readonly requestBody?: {
    content: Record<string, { schema: { properties: Record<string, Record<string, unknown>>; required: string[] } }>;
  };
  readonly responses: Record<string, { content?: Record<string, { schema: { properties: Record<string, unknown> } }> }>;
}

let app: TestApp;
let paths: Record<string, Record<string, Operation>>;
let document: Record<string, unknown>;
beforeAll(async () => {
  app = await startTestApp();
  const answer = await new ApiClient(app.url).get('/api/openapi.json');
  document = answer.body as Record<string, unknown>;
  paths = document['paths'] as typeof paths;
});
afterAll(() => app.stop());

describe('the description of the API', () => {
  it('holds every route, each under a name of its own', () => {
    const routes = app.app.get(RouteList).all();
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
    expect(document['openapi']).toBe('3.1.0');
    expect(operations).toHaveLength(routes.length);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(routes.length);
  });

  it('says what a route takes, gives and needs', () => {
    const operation = paths['/api/agents/{id}']?.['patch'];
    expect(operation?.parameters).toEqual([expect.objectContaining({ name: 'id', in: 'path', required: true })]);
    expect(operation?.parameters[0]?.schema).toMatchObject({ type: 'string', format: 'uuid' });
    expect(operation?.requestBody?.content['application/json']?.schema.properties['role']).toMatchObject({
      enum: ['viewer', 'agent', 'lead', 'owner'],
    });
    expect(operation?.responses['200']?.content?.['application/json']?.schema.properties).toHaveProperty('teamIds');
    expect(operation?.responses['default']?.content).toHaveProperty(['application/problem+json']);
    expect(operation?.description).toContain('agents:manage');
    expect(operation?.security).toEqual([{ session: [] }]);
  });

  it('spells out queries, tells routes that answer nothing, and those that need no session', () => {
    expect(paths['/api/agents']?.['get']?.parameters.map(({ name, required }) => [name, required])).toEqual([
      ['cursor', false],
      ['limit', false],
    ]);
    expect(paths['/api/session']?.['delete']?.responses['204']).toEqual({ description: 'Done' });
    expect(paths['/api/session']?.['post']?.security).toEqual([]);
    expect(paths['/api/session']?.['post']?.responses).toHaveProperty('201');
  });
});
