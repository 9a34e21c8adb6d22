import type { Random } from './random.ts';

export interface Person {
  readonly firstName: string;
  readonly name: string;
  readonly address: string;
  /** How this person signs. */
  readonly signsAs: string;
}

const FIRST_NAMES = [
  ...['Jan', 'Sanne', 'Fatima', 'Daan', 'Emma', 'Mohammed', 'Lotte', 'Bram', 'Yasmina', 'Thijs', 'Femke', 'Kees', 'Marieke', 'Ayşe'],
  ...['Pieter', 'Anouk', 'Ruben', 'Iris', 'Hassan', 'Willemijn', 'Joost', 'Noor', 'Sem', 'Tessa', 'Gerrit', 'Hanneke', 'Youssef', 'Eline'],
  ...[
    'Wouter',
    'Chantal',
    'Bas',
    'Ilse',
    'Murat',
    'Roos',
    'Tom',
    'Maartje',
    'Henk',
    'Priya',
    'Lars',
    'Zoë',
    'Cor',
    'Renée',
    'Stijn',
    'Nadia',
  ],
  ...['Jeroen', 'Evelien', 'Dirk', 'Saskia', 'Mees', 'Truus', 'André', 'Kübra', 'Floor', 'Niels', 'Joke', 'Xander', 'Babette', 'Sjoerd'],
];
const LAST_NAMES = [
  ...['de Vries', 'Jansen', 'van den Berg', 'Bakker', 'Visser', 'Smit', 'Meijer', 'de Boer', 'Mulder', 'El Amrani', 'Bos', 'Vos', 'Peters'],
  ...[
    'Hendriks',
    'van Leeuwen',
    'Dekker',
    'Brouwer',
    'de Wit',
    'Dijkstra',
    'Yılmaz',
    'Kaya',
    'van der Meulen',
    'Postma',
    'Verhoeven',
    'Maas',
  ],
  ...[
    'Willems',
    'Hoekstra',
    'Koster',
    'Prins',
    'Huisman',
    'Benali',
    'Janssens',
    'Peeters',
    'van der Linden',
    'Scholten',
    'Kuipers',
    'Ramdin',
  ],
  ...[
    'van ’t Hof',
    'Terpstra',
    'Groen',
    'Özdemir',
    'Schouten',
    'van Dongen',
    'Wouters',
    'Molenaar',
    'Kok',
    'Zijlstra',
    'de Groot',
    'Nguyen',
  ],
];
/** Names that no column was made for. */
const LONG_NAMES: readonly (readonly [first: string, last: string])[] = [
  ['Wilhelmina Antoinette', 'van Zuylen van Nijevelt-de Haar tot Wassenaer'],
  ['Pieter-Christiaan', 'Schimmelpenninck van der Oye-Hooft Graafland'],
  ['Anna-Sophia Maria Theresia', 'von Hohenstaufen-van Bylandt'],
  ['Maximiliaan Alexander', 'van Oldenbarnevelt-Kapteijn van Andel'],
];
/** Nobody lives under `.example` (RFC 2606): no mail of the demo can reach a stranger. */
const PROVIDERS = [
  'gmail',
  'gmail',
  'gmail',
  'hotmail',
  'outlook',
  'ziggo',
  'kpnmail',
  'xs4all',
  'live',
  'icloud',
  'telenet',
  'planet',
  'upcmail',
];

export function somebody(random: Random): Person {
  const [firstName, lastName] = random.chance(0.012)
    ? random.pick(LONG_NAMES)
    : ([random.pick(FIRST_NAMES), random.pick(LAST_NAMES)] as const);
  const name = `${firstName} ${lastName}`;
  const [first, last] = [plain(firstName), plain(lastName)];
  const year = String(random.int(60, 99));
  const local = random.pick([
    `${first}.${last}`,
    `${first.charAt(0)}.${last}`,
    `${first}${last}`,
    `${first}${year}`,
    `fam.${last}`,
    `${first}.${last}${year}`,
  ]);
  const signsAs = random.pick([firstName, firstName, name, name, `${firstName.charAt(0)}. ${lastName}`, `Fam. ${lastName}`]);
  return { firstName, name, address: `${local}@${random.pick(PROVIDERS)}.example`, signsAs };
}

/** Letters an address may hold. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll('ı', 'i')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .slice(0, 24);
}
