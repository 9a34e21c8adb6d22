import { expect, it } from '@jest/globals';
import { trackingLink } from './tracking-link.ts';

it.each([
  ['TNT', '3SABCD123456789', 'https://jouw.postnl.nl/track-and-trace/'],
  ['PostNL', ' 3SABCD ', 'https://jouw.postnl.nl/track-and-trace/'],
  ['BPOST_BRIEF', '32', 'https://track.bpost.cloud/btr/web/#/search?itemCode=32'],
  ['DHLFORYOU', 'JVGL1', 'https://my.dhlecommerce.nl/home/tracktrace/JVGL1'],
  ['DPD-NL', '0534', 'https://tracking.dpd.de/status/nl_NL/parcel/0534'],
  ['UPS', '1Z&x=1', 'https://www.ups.com/track?tracknum=1Z%26x%3D1'],
])('of %s %s', (carrier, trackingCode, link) => {
  expect(trackingLink({ carrier, trackingCode })).toBe(link);
});

it.each([
  ['Fietskoerier', '12'],
  ['TNT', ' '],
])('knows none of %s "%s"', (carrier, trackingCode) => {
  expect(trackingLink({ carrier, trackingCode })).toBe('');
});
