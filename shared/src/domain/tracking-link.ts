/**
 * Where carriers tell strangers how far a parcel is, by the letters their names begin with, as shops and marketplaces write them. PostNL
 * answers to a code together with the postal code alone, which is not kept here: its page asks for both.
 */
const PAGES: readonly (readonly [RegExp, (code: string) => string])[] = [
  [/^(tnt|postnl)/i, () => 'https://jouw.postnl.nl/track-and-trace/'],
  [/^bpost/i, (code) => `https://track.bpost.cloud/btr/web/#/search?itemCode=${code}`],
  [/^dhl/i, (code) => `https://my.dhlecommerce.nl/home/tracktrace/${code}`],
  [/^dpd/i, (code) => `https://tracking.dpd.de/status/nl_NL/parcel/${code}`],
  [/^gls/i, (code) => `https://gls-group.com/NL/nl/volg-je-pakket?match=${code}`],
  [/^ups/i, (code) => `https://www.ups.com/track?tracknum=${code}`],
];

/** The page on which a customer sees where the parcel is; empty: nobody knows of one. */
export function trackingLink({ carrier, trackingCode }: { readonly carrier: string; readonly trackingCode: string }): string {
  const page = PAGES.find(([name]) => name.test(carrier.trim()))?.[1];
  const code = trackingCode.trim();
  return page && code !== '' ? page(encodeURIComponent(code)) : '';
}
