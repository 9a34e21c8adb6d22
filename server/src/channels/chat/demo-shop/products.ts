export interface Product {
  readonly slug: string;
  readonly name: string;
  readonly line: string;
  readonly cents: number;
  readonly about: string;
  readonly facts: readonly string[];
}

/** What the demo shop sells; the pictures are in web/widget/public/demo-shop/pictures. */
export const PRODUCTS: readonly Product[] = [
  {
    slug: 'fietstas-waterland',
    name: 'Fietstas Waterland',
    line: '40 liter, antraciet',
    cents: 6495,
    about: 'Dubbele fietstas van gerecycled zeil. Blijft droog in de zwaarste bui en klikt met één hand op elke bagagedrager.',
    facts: ['Waterdicht, met rolsluiting', 'Past op dragers van 8 tot 16 mm', 'Reflectie aan drie kanten'],
  },
  {
    slug: 'helm-polder',
    name: 'Fietshelm Polder',
    line: 'matzwart, maat S tot L',
    cents: 5995,
    about: 'Lichte stadshelm met draaiknop achterop, zodat hij ook over een muts goed zit. Goedgekeurd voor elektrische fietsen.',
    facts: ['310 gram', 'NTA 8776', 'Led-licht in de draaiknop'],
  },
  {
    slug: 'kettingslot-art-3',
    name: 'Kettingslot ART-3',
    line: '110 cm',
    cents: 4995,
    about: 'Gehard staal in een hoes die de lak spaart. Op de lijst van je verzekeraar en lang genoeg voor fiets én paal.',
    facts: ['ART-3 gekeurd', 'Schakels van 9 mm', 'Drie sleutels, één met lampje'],
  },
  {
    slug: 'koplamp-vuurtoren',
    name: 'Led-koplamp Vuurtoren',
    line: '60 lux, oplaadbaar',
    cents: 3450,
    about: 'Verlicht het pad en niet de ogen van tegenliggers. Eén keer laden via USB-C is goed voor een week woon-werk.',
    facts: ['60 lux', '18 uur op eco', 'Waterdicht IPX6'],
  },
  {
    slug: 'vloerpomp-westenwind',
    name: 'Vloerpomp Westenwind',
    line: 'met manometer',
    cents: 2995,
    about: 'Stevige pomp met houten greep en een kop die op elk ventiel past. Band hard in tien slagen.',
    facts: ['Tot 11 bar', 'Alle ventielen', 'Slang van 120 cm'],
  },
  {
    slug: 'krat-albert-cuyp',
    name: 'Fietskrat Albert Cuyp',
    line: 'naturel beuken',
    cents: 2495,
    about: 'Klassieke krat voor de voordrager. Met leren riempjes, geschuurd en geolied, dus zonder splinters.',
    facts: ['40 × 30 × 24 cm', 'Draagt 12 kilo', 'FSC-beuken'],
  },
];

export const euros = (cents: number): string => new Intl.NumberFormat('nl-NL', { style: 'currency', currency: 'EUR' }).format(cents / 100);
