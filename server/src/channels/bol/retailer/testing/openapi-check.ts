import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

interface Property {
  readonly type?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly $ref?: string | undefined;
  readonly items?: Property | undefined;
}
const property: z.ZodType<Property> = z.lazy(() =>
  z.object({ type: z.string().optional(), enum: z.array(z.unknown()).optional(), $ref: z.string().optional(), items: property.optional() }),
);
const parts = z
  .record(z.string(), z.object({ required: z.array(z.string()), properties: z.record(z.string(), property) }))
  .parse(JSON.parse(fs.readFileSync(path.join(import.meta.dirname, 'openapi-parts.json'), 'utf8')));

/** The parts of bol's OpenAPI (v10 Retailer API, April 2026) that we use. @returns what of the value it does not allow */
export function faultsByOpenApi(schema: string, value: unknown, at = schema): string[] {
  const part = parts[schema];
  if (!part) return [`${at}: no schema ${schema}`];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at}: not an object`];
  const given = new Map(Object.entries(value));
  const missing = part.required.filter((name) => !given.has(name)).map((name) => `${at}.${name}: missing`);
  const wrong = [...given].flatMap(([name, one]) => {
    const known = part.properties[name];
    return known ? faultsOf(known, one, `${at}.${name}`) : [`${at}.${name}: unknown`];
  });
  return [...missing, ...wrong];
}

function faultsOf(known: Property, value: unknown, at: string): string[] {
  if (known.$ref) return faultsByOpenApi(known.$ref, value, at);
  if (known.enum && !known.enum.includes(value)) return [`${at}: ${String(value)} is none of ${known.enum.join(', ')}`];
  switch (known.type) {
    case 'array': {
      const { items } = known;
      if (!Array.isArray(value)) return [`${at}: not an array`];
      return items ? value.flatMap((one, index) => faultsOf(items, one, `${at}[${index}]`)) : [];
    }
    case 'integer':
      return Number.isInteger(value) ? [] : [`${at}: not an integer`];
    case 'object':
      return [];
    default:
      return typeof value === known.type || known.type === undefined ? [] : [`${at}: not a ${known.type}`];
  }
}
