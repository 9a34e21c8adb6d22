import { expect, it } from '@jest/globals';
import { encodedSize, filesGoingAsLinks } from './file-links.ts';

const MB = 1024 * 1024;
const file = (id: string, megabytes: number, inline = false) => ({ id, sizeBytes: megabytes * MB, inline });

it('knows how a file grows on its way', () => {
  const bytes = 1_000_000;
  const travelling = Buffer.alloc(bytes)
    .toString('base64')
    .replace(/(.{1,76})/g, '$1\r\n');
  expect(encodedSize(bytes)).toBe(travelling.length);
});

it('links nothing that fits', () => {
  expect(filesGoingAsLinks([file('a', 5), file('b', 8)], 20 * MB)).toEqual(new Set());
});

it('links the largest, and only as many as needed', () => {
  expect(filesGoingAsLinks([file('small', 2), file('huge', 30), file('large', 12)], 20 * MB)).toEqual(new Set(['huge']));
  expect(filesGoingAsLinks([file('a', 10), file('b', 11), file('c', 3)], 20 * MB)).toEqual(new Set(['b']));
});

it('counts base64: fifteen megabytes do not fit into twenty', () => {
  expect(filesGoingAsLinks([file('a', 15)], 20 * MB)).toEqual(new Set(['a']));
  expect(filesGoingAsLinks([file('a', 14)], 20 * MB)).toEqual(new Set());
});

it('leaves pictures in the text where they are', () => {
  expect(filesGoingAsLinks([file('picture', 30, true), file('b', 1)], 20 * MB)).toEqual(new Set(['b']));
});
