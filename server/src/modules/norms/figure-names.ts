import type { Locale } from '@balie/shared/contracts/common.ts';
import type { FigureName } from '@balie/shared/contracts/order-sources.ts';

/** What marketplaces measure, as people call it in the middle of a sentence. */
export const FIGURE_NAMES: Readonly<Record<Locale, Readonly<Record<FigureName, string>>>> = {
  nl: {
    RESPONSE_TIME: 'reactietijd',
    FULFILMENT: 'artikelen op tijd',
    CANCELLATIONS: 'annuleringen',
    TRACK_AND_TRACE: 'track & trace',
    PHONE_AVAILABILITY: 'telefonische bereikbaarheid',
    CASE_ITEM_RATIO: 'klantvragen per bestelling',
    RETURNS: 'retouren',
    REVIEWS: 'beoordeling',
  },
  en: {
    RESPONSE_TIME: 'response time',
    FULFILMENT: 'items on time',
    CANCELLATIONS: 'cancellations',
    TRACK_AND_TRACE: 'track and trace',
    PHONE_AVAILABILITY: 'phone availability',
    CASE_ITEM_RATIO: 'questions per order',
    RETURNS: 'returns',
    REVIEWS: 'rating',
  },
};
