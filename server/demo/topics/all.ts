import { BUSINESS, PRAISE, QUESTION, WARRANTY } from './advice.ts';
import { CHANGE_ORDER, LATE, WRONG_ITEM } from './delivery.ts';
import { ENGLISH_DELIVERY, ENGLISH_RETURN } from './english.ts';
import { INVOICE, MARKETPLACE, REFUND } from './money.ts';
import { BROKEN, RETURN, SIZE } from './returns.ts';
import type { Topic } from './topic.ts';

export const TOPICS: readonly Topic[] = [
  ...[LATE, WRONG_ITEM, CHANGE_ORDER, RETURN, SIZE, BROKEN, INVOICE, REFUND, MARKETPLACE],
  ...[QUESTION, WARRANTY, PRAISE, BUSINESS, ENGLISH_DELIVERY, ENGLISH_RETURN],
];
