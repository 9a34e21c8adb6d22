import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type MarketplaceRules, MarketplaceRulesBook } from '../../modules/norms/public.ts';

const HOUR_MS = 3_600_000;

/**
 * What bol.com holds its sellers to, as its seller pages said in 2026; where its API tells a norm, that goes before. Two things it does not say,
 * and are our reading: a week's questions are those asked in it, and an official holiday of either country does not count.
 */
export const BOL_RULES: MarketplaceRules = {
  kind: 'bol',
  label: 'bol.com',
  timeZone: 'Europe/Amsterdam',
  holidaysOf: ['NL', 'BE'],
  answerMs: 24 * HOUR_MS,
  longMs: 18 * HOUR_MS,
  callHours: { from: 9 * 60, until: 17 * 60 },
  mailAt: 10,
  strikeWeeks: 22,
  closedAt: 5,
  figures: [
    { name: 'RESPONSE_TIME', condition: '>=', threshold: 0.9, unit: 'percent', givesStrikes: true, fewest: 3 },
    { name: 'FULFILMENT', condition: '>=', threshold: 0.93, unit: 'percent', givesStrikes: true, fewest: 3 },
    { name: 'CANCELLATIONS', condition: '<=', threshold: 0.02, unit: 'percent', givesStrikes: true, fewest: 3 },
    { name: 'TRACK_AND_TRACE', condition: '>=', threshold: 1, unit: 'percent', givesStrikes: false, fewest: 1 },
    { name: 'PHONE_AVAILABILITY', condition: '>=', threshold: 0.9, unit: 'percent', givesStrikes: false, fewest: 1 },
    { name: 'CASE_ITEM_RATIO', condition: '<=', threshold: 0.15, unit: 'percent', givesStrikes: false, fewest: 3 },
    { name: 'REVIEWS', condition: '>=', threshold: 8, unit: 'rating', givesStrikes: false, fewest: 1 },
  ],
};

/** Tells the house at start. */
@Injectable()
export class BolNorms implements OnModuleInit {
  constructor(private readonly book: MarketplaceRulesBook) {}

  onModuleInit(): void {
    this.book.register(BOL_RULES);
  }
}
