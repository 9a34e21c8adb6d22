import { expect, it } from '@jest/globals';
import { newReplyToken } from './reply-token.ts';
import { previewOf, storableAddress } from './storable-text.ts';

it('makes a preview of one line, cut between characters and not within one', () => {
  expect(previewOf('  Hallo,\r\n\r\n\tdit is  lang ')).toBe('Hallo, dit is lang');
  const faces = previewOf('👩‍🌾'.repeat(300));
  expect([...faces]).toHaveLength(200);
  expect(faces.isWellFormed()).toBe(true);
});

it('finds the words behind a wall of blank lines', () => {
  expect(previewOf(`${'\n'.repeat(1000)}Hallo`)).toBe('Hallo');
});

it('keeps a name from breaking a header open', () => {
  expect(storableAddress({ address: 'a@b.nl', name: 'Jan\r\nBcc: x@y.nl' })).toEqual({ address: 'a@b.nl', name: 'Jan Bcc: x@y.nl' });
});

it('makes reply tokens of 80 bits that survive folding of case, no two alike', () => {
  const tokens = Array.from({ length: 500 }, newReplyToken);
  expect(new Set(tokens).size).toBe(500);
  expect(tokens.every((token) => /^[a-z2-7]{16}$/.test(token))).toBe(true);
});
