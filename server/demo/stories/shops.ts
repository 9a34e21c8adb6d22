/** A brand of the demo's organisation, with what it sells. */
export interface DemoShop {
  readonly name: string;
  /** What customers write to. */
  readonly address: string;
  /** How its order numbers begin. */
  readonly orderPrefix: string;
  readonly products: readonly Product[];
}

export interface Product {
  /** With its article: "de fietstas". */
  readonly the: string;
  /** The same in English, without article. */
  readonly english: string;
  /** As it stands on an invoice. */
  readonly full: string;
  readonly euros: number;
  /** Sizes it comes in, smallest first; empty when there is but one. */
  readonly sizes: readonly string[];
}

/** Shoes come in twos. */
export const isPlural = ({ the }: Product): boolean => /(?:sneakers|laarzen|schoentjes|sandalen|schoenen|pantoffels)$/.test(the);

const product = (the: string, english: string, full: string, euros: number, sizes: readonly string[] = []): Product => ({
  the,
  english,
  full,
  euros,
  sizes,
});
const SHOES = ['24', '25', '26', '27', '28', '29', '30', '31'];
const CLOTHES = ['S', 'M', 'L', 'XL', 'XXL'];

export const SHOPS: readonly [DemoShop, DemoShop, DemoShop] = [
  {
    name: 'Fietsplezier',
    address: 'klantenservice@fietsplezier.example',
    orderPrefix: 'FP-',
    products: [
      product('de fietstas', 'pannier', 'Fietstas Waterland 40 liter, antraciet', 64.95),
      product('de fietshelm', 'helmet', 'Fietshelm Polder, matzwart', 59.95, ['S', 'M', 'L']),
      product('het fietsstoeltje', 'child seat', 'Fietsstoeltje Mees achter, grijs', 99.95),
      product('de regenjas', 'rain jacket', 'Regenjas Noordzee unisex, okergeel', 89.95, CLOTHES),
      product('het kettingslot', 'chain lock', 'Kettingslot ART-3 110 cm', 49.95),
      product('de led-koplamp', 'front light', 'Led-koplamp Vuurtoren 60 lux', 34.5),
      product('de stadsfiets', 'city bike', 'Stadsfiets Jordaan 7 versnellingen, mosgroen', 749),
      product('de fietspomp', 'floor pump', 'Vloerpomp Westenwind met manometer', 29.95),
      product('de fietskrat', 'bike crate', 'Fietskrat Albert Cuyp, naturel', 24.95),
      product('het zadel', 'saddle', 'Zadel Comfort Gel dames', 39.95),
    ],
  },
  {
    name: 'Huis & Haver',
    address: 'service@huisenhaver.example',
    orderPrefix: 'HH',
    products: [
      product('de vloerlamp', 'floor lamp', 'Vloerlamp Bogen, messing', 179),
      product('het dekbedovertrek', 'duvet cover', 'Dekbedovertrek Linnenlook zand', 79.95),
      product('de bijzettafel', 'side table', 'Bijzettafel Eik rond 45 cm', 129),
      product('het vloerkleed', 'rug', 'Vloerkleed Berber handgeweven', 249),
      product('de serviesset', 'dinner set', 'Serviesset Duin 16-delig', 119.95),
      product('de gietijzeren pan', 'cast iron pan', 'Gietijzeren braadpan 28 cm, oceaanblauw', 99.95),
      product('het gordijn', 'curtain', 'Verduisterend gordijn Nacht, donkergroen', 59.95),
      product('de spiegel', 'mirror', 'Wandspiegel Halve Maan 80 cm', 89),
      product('de eetkamerstoel', 'dining chair', 'Eetkamerstoel Sluis, cognac (set van 2)', 238),
      product('de geurkaars', 'scented candle', 'Geurkaars Vijg & Ceder 220 gram', 24.95),
    ],
  },
  {
    name: 'Kleine Stappen',
    address: 'hallo@kleinestappen.example',
    orderPrefix: '10',
    products: [
      product('de sneakers', 'sneakers', 'Kindersneakers Hink klittenband, wit', 54.95, SHOES),
      product('de regenlaarzen', 'rain boots', 'Regenlaarsjes Plons, donkerblauw met sterren', 29.95, SHOES),
      product('de eerste stapschoentjes', 'first-step shoes', 'Eerste stapschoen Wiebel leer, cognac', 64.95, [
        '18',
        '19',
        '20',
        '21',
        '22',
      ]),
      product('de sandalen', 'sandals', 'Sandalen Zand & Zee, naturel', 39.95, SHOES),
      product('de winterlaarzen', 'winter boots', 'Winterlaars IJspegel gevoerd, bordeaux', 79.95, SHOES),
      product('de gymschoenen', 'gym shoes', 'Gymschoenen Zaal, zwart', 24.95, SHOES),
      product('de pantoffels', 'slippers', 'Pantoffels Schaap wolvilt', 27.5, SHOES),
      product('het winterjack', 'winter jacket', 'Winterjack Sneeuwuil met capuchon', 89.95, ['98', '104', '110', '116', '122', '128']),
    ],
  },
];
