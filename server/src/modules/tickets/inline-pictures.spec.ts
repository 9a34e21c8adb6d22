import { expect, it } from '@jest/globals';
import { pointAtAttachments } from './inline-pictures.ts';

const idOf = new Map([
  ['logo@mail', 'id-1'],
  ['a&b', 'id-2'],
]);

it.each([
  ['<img src="cid:logo@mail" />', '<img src="/api/attachments/id-1" />'],
  ["<img src='CID:logo%40mail'>", "<img src='/api/attachments/id-1'>"],
  ['<img src="cid:a&amp;b" />', '<img src="/api/attachments/id-2" />'],
  ['<img src="cid:other" />', '<img src="cid:other" />'],
  ['<img src="cid:%E0%A4%A" />', '<img src="cid:%E0%A4%A" />'],
  ['<p>schrijf src="cid" of cid:logo@mail</p>', '<p>schrijf src="cid" of cid:logo@mail</p>'],
])('turns %s into %s', (html, pointed) => {
  expect(pointAtAttachments(html, idOf).html).toBe(pointed);
});

it('tells which attachments are shown', () => {
  expect([...pointAtAttachments('<img src="cid:logo@mail"><img src="cid:none">', idOf).used]).toEqual(['id-1']);
});
