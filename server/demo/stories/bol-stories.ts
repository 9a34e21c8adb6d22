import type { Step, Story } from './story.ts';

interface Question {
  readonly name: string;
  readonly order: string;
  readonly product: string;
  readonly ean: string;
  readonly topic: string;
  readonly country: 'Nederland' | 'België';
  readonly asks: string;
  /** How long before the end of the demo. */
  readonly hoursAgo: number;
  readonly answer?: string;
  readonly comesBack?: string;
}

const HOUR_MS = 3_600_000;
/** Places of those who answer bol's questions in the house. */
const AGENTS = [1, 2] as const;

const QUESTIONS: readonly Question[] = [
  {
    name: 'Marloes Dijkstra',
    order: '1042823870',
    product: 'Fietstas Waterland 40 liter, antraciet',
    ean: '8712345678906',
    topic: 'Levering',
    country: 'Nederland',
    asks: 'Goedemorgen, volgens bol zou de tas gisteren komen maar ik heb niets gezien. Weten jullie waar hij is?',
    hoursAgo: 3,
  },
  {
    name: 'Pieter Van den Broeck',
    order: 'A2K8290LP8',
    product: 'Fietshelm Polder, matzwart',
    ean: '8712345678913',
    topic: 'Maat',
    country: 'België',
    asks: 'Ik heb een hoofdomtrek van 57 cm. Is dat dan M of L?',
    hoursAgo: 7,
    answer: 'Met 57 cm zit je goed met maat M: die past van 54 tot 58 cm en is achter met een knop fijn te stellen.',
    comesBack: 'Top, dan hou ik deze. Bedankt voor de snelle reactie!',
  },
  {
    name: 'Samira El Idrissi',
    order: '2078114563',
    product: 'Kettingslot ART-3 110 cm',
    ean: '8712345678920',
    topic: 'Defect artikel',
    country: 'Nederland',
    asks: 'De sleutel draait erg zwaar en van de week brak hij bijna af. Kan ik het slot omruilen?',
    hoursAgo: 22,
    answer:
      'Dat hoort niet zo te gaan. Ik heb vandaag een nieuw slot voor je klaargezet, dat ligt morgen bij je. In het pakket zit een label waarmee je het oude gratis terugstuurt.',
    comesBack: 'Fijn opgelost. Moet de doos er ook bij als ik het oude terugstuur?',
  },
  {
    name: 'Lotte Claes',
    order: '1093377215',
    product: 'Regenjas Noordzee unisex, okergeel',
    ean: '8712345678937',
    topic: 'Retourneren',
    country: 'België',
    asks: 'De jas valt te groot uit. Kan ik hem ruilen voor een maat kleiner of moet ik hem via bol terugsturen?',
    hoursAgo: 30,
    answer:
      'Ruilen gaat bij bol via een retour: meld hem aan in je account, dan krijg je een gratis label. Maat S ligt op voorraad, dus je kunt hem meteen opnieuw bestellen.',
  },
];

/** Questions that come over bol, by mail into the first shop's mailbox: always the same ones. */
export function bolStories(until: Date): Story[] {
  const asked = QUESTIONS.map((question, at) => ({
    key: `bol-${question.order}`,
    shop: 0,
    customer: {
      firstName: question.name.split(' ')[0] ?? question.name,
      name: `${question.name} via bol.com`,
      address: `2${'abcdefghijklmnopqrstuvwxyz'.slice(at)}${'z'.repeat(at)}23@klantbericht.bol.com`,
      signsAs: question.name,
    },
    subject: `Vraag over bestelling ${question.order}`,
    steps: stepsOf(question, AGENTS[at % AGENTS.length] ?? AGENTS[0], until),
  }));
  const news: Story = {
    key: 'bol-news',
    shop: 0,
    customer: { firstName: 'bol', name: 'bol', address: 'partnerservice@mail.bol.com', signsAs: 'bol' },
    subject: 'Wat verandert er op 1 januari voor verkooppartners?',
    steps: [
      mail(
        new Date(until.getTime() - 26 * HOUR_MS),
        'Beste verkooppartner,\n\nVanaf 1 januari gelden nieuwe afspraken. Lees er alles over in je verkoopaccount.',
      ),
    ],
  };
  return [...asked, news];
}

function stepsOf(question: Question, agent: number, until: Date): Step[] {
  const began = until.getTime() - question.hoursAgo * HOUR_MS;
  const steps: Step[] = [mail(new Date(began), letter(question))];
  const { answer, comesBack } = question;
  if (answer === undefined) return steps;
  const text = `Beste ${question.name.split(' ')[0]},\n\n${answer}`;
  steps.push({ kind: 'reply', at: new Date(began + 1.5 * HOUR_MS), agent, text, thenStatus: 'pending', bounces: false, files: [] });
  if (comesBack !== undefined) steps.push(mail(new Date(began + 3 * HOUR_MS), comesBack));
  return steps;
}

const mail = (at: Date, text: string): Step => ({ kind: 'mail', at, text, html: false, files: [] });

function letter({ name, order, product, ean, topic, country, asks }: Question): string {
  return [
    'Hallo verkooppartner,',
    '',
    'Je hebt een nieuwe vraag van een klant.',
    '',
    `Bestelnummer: ${order}`,
    `Klant: ${name}`,
    `Artikel: ${product}`,
    `EAN: ${ean}`,
    `Onderwerp: ${topic}`,
    `Land: ${country}`,
    '',
    'Vraag van de klant:',
    asks,
    '',
    'Beantwoord deze vraag binnen 24 uur in je verkoopaccount.',
  ].join('\n');
}
