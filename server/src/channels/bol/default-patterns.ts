import { type BolPattern, type BolReading, bolPattern } from '@balie/shared/contracts/bol-mail.ts';

const RELAY = 'klantbericht.bol.com';
const BOL = 'bol.com';

/** Labels, in the languages of bol's shops. The longer of two that begin alike comes first. */
const LABELS = {
  order: [
    'bestelnummer',
    'ordernummer',
    'order id',
    'numéro de commande',
    'n° de commande',
    'order number',
    'bestelling',
    'commande',
    'order',
  ],
  case: ['casenummer', 'zaaknummer', 'vraagnummer', 'numéro du dossier', 'case number', '^case'],
  name: ['^naam klant', '^klantnaam', '^nom du client', '^customer name', '^naam', '^klant', '^client', '^nom', '^customer'],
  product: ['^artikelnaam', '^productnaam', '^titel', '^artikel', '^product', '^nom du produit', '^produit', '^article', '^item'],
  ean: ['ean-code', 'ean code', 'code ean', 'ean'],
  topic: ['^type vraag', '^soort vraag', '^onderwerp', '^reden', '^type de question', '^sujet', '^motif', '^subject', '^reason'],
  country: ['^land', '^verzendland', '^pays', '^country'],
  question: [
    '^vraag van de klant',
    '^bericht van de klant',
    '^vraag van je klant',
    '^bericht van je klant',
    '^question du client',
    '^message du client',
    '^votre client écrit',
    '^customer question',
    '^message from the customer',
    '^je klant schrijft',
    '^de klant schrijft',
    '^vraag:',
    '^bericht:',
    '^question:',
    '^message:',
  ],
  end: [
    '^beantwoord deze vraag',
    '^beantwoord de vraag',
    '^bekijk de vraag',
    '^ga naar je verkoopaccount',
    '^beantwoord dit bericht',
    '^je kunt op deze mail antwoorden',
    '^répondez à cette question',
    '^voir la question',
    '^vous pouvez répondre',
    '^answer this question',
    '^view the question',
    '^you can reply to this',
    '^met vriendelijke groet*bol',
    '^dit bericht is verzonden via bol',
    '^ce message a été envoyé via bol',
    '^this message was sent via bol',
    '^team bol',
    '^-- bol',
    '^_____',
    '^-----',
  ],
};
const VALUE_ENDS = [
  ...LABELS.question,
  ...LABELS.topic,
  ...LABELS.name,
  ...LABELS.product,
  ...LABELS.country,
  '^bestelnummer',
  '^ean',
  '^numéro de commande',
  '^order number',
];

const reading = (field: BolReading['field'], given: Partial<Omit<BolReading, 'field'>>): BolReading => ({
  field,
  in: 'body',
  after: [],
  until: [],
  as: 'line',
  ...given,
});
/** A value ends where the next label stands; its own label stands before it. */
const until = (own: readonly string[]) => VALUE_ENDS.filter((label) => !own.includes(label)).slice(0, 30);

const FACTS: readonly BolReading[] = [
  reading('orderNumber', { in: 'subject', as: 'order' }),
  reading('orderNumber', { after: LABELS.order, as: 'order' }),
  reading('caseNumber', { after: LABELS.case, as: 'digits' }),
  reading('customerName', { after: LABELS.name, until: until(LABELS.name) }),
  reading('productTitle', { after: LABELS.product, until: until(LABELS.product) }),
  reading('ean', { after: LABELS.ean, as: 'ean' }),
  reading('topic', { after: LABELS.topic, until: until(LABELS.topic) }),
  reading('country', { after: LABELS.country, as: 'country' }),
];
const QUESTION = reading('question', { after: LABELS.question, until: LABELS.end, as: 'text' });
/** Of what a customer writes freely only the subject is bol's own: other orders may be spoken of. */
const ANSWER = [FACTS[0], reading('question', { until: LABELS.end, as: 'text' })].filter((one) => one !== undefined);
const ORDER_ONLY = FACTS.slice(0, 2);

const pattern = (given: Partial<BolPattern> & Pick<BolPattern, 'kind' | 'name'>): BolPattern => bolPattern.parse({ from: [BOL], ...given });
const question = (name: string, subject: string[]) => pattern({ kind: 'question', name, subject, read: [...FACTS, QUESTION] });
const notice = (name: string, subject: string[], quiet = true) => pattern({ kind: 'notice', name, subject, quiet, read: [...ORDER_ONLY] });

/**
 * How bol's mails were known to look when this version was made, in the order in which they are tried. bol changes its
 * words without notice: what an owner changes here is kept beside it, with a version of its own.
 */
export const DEFAULT_PATTERNS: ReadonlyMap<string, BolPattern> = new Map([
  [
    'verification',
    pattern({
      kind: 'verification',
      name: 'Contactadres bevestigen',
      subject: [
        'bevestig*e-mailadres',
        'bevestig*mailadres',
        'bevestig*contactadres',
        'verifieer*e-mailadres',
        'verificatie*e-mailadres',
        'confirmez*adresse e-mail',
        'confirm*e-mail address',
        'verify*e-mail address',
        'verify*email address',
      ],
      read: [
        reading('code', {
          after: ['verificatiecode', 'bevestigingscode', 'code de vérification', 'verification code', 'code'],
          as: 'digits',
        }),
        reading('link', { as: 'link' }),
        reading('contactAddress', {
          after: ['e-mailadres', 'mailadres', 'adresse e-mail', 'e-mail address', 'email address'],
          as: 'address',
        }),
      ],
    }),
  ],
  [
    'undelivered',
    pattern({
      kind: 'undelivered',
      name: 'Antwoord niet doorgestuurd',
      subject: [
        'bericht*niet*bezorgd',
        'bericht*niet*doorgestuurd',
        'bericht*niet*afgeleverd',
        "message n'a pas*",
        'message*pas*transmis',
        'message could not be delivered',
        'message*not*delivered',
      ],
      read: [
        ...ORDER_ONLY,
        reading('relayAddress', { after: ['aan', 'naar', 'destinataire', 'to'], as: 'address' }),
        reading('topic', { after: ['^reden', '^motif', '^reason'] }),
      ],
    }),
  ],
  [
    'answer',
    pattern({
      kind: 'answer',
      name: 'Antwoord van een klant',
      from: [RELAY],
      subject: [
        '^re:',
        '^antw:',
        '^ré:',
        '^réf:',
        '^tr:',
        '^aw:',
        'reactie van',
        'antwoord van',
        'réponse de',
        'reply from',
        'reactie op',
        'réponse à',
      ],
      read: ANSWER,
    }),
  ],
  [
    'question-nl',
    question('Nieuwe klantvraag (Nederlands)', [
      'vraag over bestelling',
      'vraag over je bestelling',
      'nieuwe klantvraag',
      'nieuwe vraag van',
      'klantvraag',
      'vraag van een klant',
      'vraag over artikel',
    ]),
  ],
  [
    'question-fr',
    question('Nieuwe klantvraag (Frans)', [
      'question concernant la commande',
      'question sur la commande',
      'question à propos de la commande',
      'nouvelle question',
      'question client',
      "question d'un client",
    ]),
  ],
  [
    'question-en',
    question('Nieuwe klantvraag (Engels)', [
      'question about order',
      'new customer question',
      'question from a customer',
      'customer question',
    ]),
  ],
  ['answer-other', pattern({ kind: 'answer', name: 'Ander bericht van een klant', from: [RELAY], read: ANSWER })],
  [
    'notice-cancellation',
    notice('Annuleringsverzoek', ['annuleringsverzoek', 'verzoek tot annulering', "demande d'annulation", 'cancellation request'], false),
  ],
  [
    'notice-strike',
    notice('Strike of servicenorm', ['strike', 'servicenorm', 'servicenormen', 'norme de service', 'service norm', 'waarschuwing'], false),
  ],
  ['notice-account-manager', notice('Accountmanager', ['accountmanager', 'account manager', 'partnermanager', 'partner manager'], false)],
  [
    'notice-order',
    notice('Bestelling', [
      'nieuwe bestelling',
      'bestelling ontvangen',
      'bestelling geannuleerd',
      'nouvelle commande',
      'new order',
      'te versturen',
    ]),
  ],
  ['notice-return', notice('Retour', ['retour', 'retourzending', 'return'])],
  ['notice-invoice', notice('Factuur', ['factuur', 'verkoopfactuur', 'specificatie', 'facture', 'invoice'])],
]);
