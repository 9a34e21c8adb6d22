import { Injectable, RequestMethod } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { z } from 'zod';
import { ACCESS_RULE } from './access.ts';
import type { AccessRule } from './principal.ts';
import { RESPONSE_SCHEMA } from './returns.ts';

/** All routes of the product stand under it. */
export const API_PREFIX = 'api';

export interface RouteInput {
  readonly from: 'body' | 'query' | 'path';
  /** Undefined when the whole body or query is meant. */
  readonly name: string | undefined;
  readonly schema: z.ZodType | undefined;
}

/** What is known about a route from its decorators. */
export interface Route {
  readonly method: string;
  /** `/api/tickets/:id` */
  readonly path: string;
  /** `TicketsController.read` */
  readonly handler: string;
  readonly rule: AccessRule | undefined;
  readonly status: number;
  readonly response: z.ZodType | undefined;
  readonly inputs: readonly RouteInput[];
}

/** `RouteParamtypes` of Nest, of which these carry what a client sends. */
const INPUTS: Readonly<Record<string, RouteInput['from']>> = { 3: 'body', 4: 'query', 5: 'path' };

/** Every route there is, read from the controllers themselves: for OpenAPI, and for the tests that look at all of them. */
@Injectable()
export class RouteList {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  all(): Route[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const prototype = metatype.prototype as Record<string, unknown>;
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => routesOf(metatype, name, prototype[name]));
    });
  }
}

function routesOf(controller: { readonly name: string }, name: string, handler: unknown): Route[] {
  if (typeof handler !== 'function') return [];
  const own = <T>(key: string) => Reflect.getMetadata(key, handler) as T | undefined;
  const method = own<RequestMethod>(METHOD_METADATA);
  if (method === undefined) return [];
  const about = {
    method: RequestMethod[method] ?? 'ALL',
    handler: `${controller.name}.${name}`,
    rule: own<AccessRule>(ACCESS_RULE),
    status: own<number>(HTTP_CODE_METADATA) ?? (method === RequestMethod.POST ? 201 : 200),
    response: own<z.ZodType>(RESPONSE_SCHEMA),
    inputs: inputsOf(controller, name),
  };
  const prefixes = [Reflect.getMetadata(PATH_METADATA, controller) as string | string[]].flat();
  const paths = [own<string | string[]>(PATH_METADATA) ?? ''].flat();
  return prefixes.flatMap((prefix) => paths.map((path) => ({ ...about, path: joined(API_PREFIX, prefix, path) })));
}

function inputsOf(controller: object, name: string): RouteInput[] {
  type Arguments = Record<string, { data?: unknown; schema?: z.ZodType }>;
  const found = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Arguments;
  return Object.entries(found).flatMap(([key, { data, schema }]) => {
    const from = INPUTS[key.split(':')[0] ?? ''];
    return from ? [{ from, name: typeof data === 'string' ? data : undefined, schema }] : [];
  });
}

function joined(...parts: readonly string[]): string {
  return `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;
}
