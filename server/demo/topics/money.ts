import type { Topic } from './topic.ts';

export const INVOICE: Topic = {
  key: 'invoice',
  weight: 7,
  language: 'nl',
  team: 'Administratie',
  tags: ['factuur'],
  subjects: ['Factuur {order}', 'Factuur op bedrijfsnaam', 'Graag factuur met btw', 'Factuurverzoek', 'Vraag over factuur {order}'],
  scenes: [
    {
      asks: [
        'Zouden jullie mij de factuur van bestelling {order} kunnen sturen? [Ik kan hem niet in mijn account vinden.|Die zat niet bij het pakket.]',
        'Mijn boekhouder vraagt om de factuur van {order}. Kunnen jullie die mailen?',
      ],
      answers: [
        'In de bijlage vind je de factuur van bestelling {order}. Je kunt hem voortaan ook zelf downloaden onder Mijn account › Bestellingen.',
      ],
      thanks: ['Dank, ontvangen.', 'Prima zo, bedankt voor de moeite.'],
      answersWith: 'invoice',
    },
    {
      asks: [
        'Voor onze administratie heb ik de factuur van {order} nodig op naam van {company}, met ons btw-nummer. Kunnen jullie deze aanpassen?',
      ],
      answers: ['Ik heb de tenaamstelling aangepast; de nieuwe factuur zit in de bijlage. De oude kun je weggooien.'],
      goesOn: {
        asks: ['Het adres klopt nog niet helemaal, er moet "t.a.v. de administratie" bij.'],
        answers: ['Dat staat er nu bij. Hierbij de definitieve versie.'],
      },
      thanks: ['Nu klopt alles, dank.', 'Helemaal goed zo.'],
      answersWith: 'invoice',
    },
    {
      asks: ['De factuur van {order} vermeldt het verkeerde bedrag: er staat {price}, maar ik had een kortingscode van 10% gebruikt.'],
      answers: ['Je hebt gelijk, de korting was niet verwerkt. Ik heb een creditnota gemaakt en het verschil teruggeboekt.'],
      thanks: ['Netjes, dank je.', 'Bedankt voor het rechtzetten.'],
    },
  ],
  notes: ['Btw-nummer gecontroleerd in VIES: geldig.'],
};

export const REFUND: Topic = {
  key: 'refund',
  weight: 6,
  language: 'nl',
  team: 'Administratie',
  tags: ['terugbetaling'],
  subjects: ['Geld nog niet terug', 'Terugbetaling {order}', 'Waar blijft mijn geld?', 'Betaling {order}'],
  scenes: [
    {
      asks: [
        'Op {date} heb ik mijn retour ingeleverd (bestelling {order}), maar ik heb de {price} nog niet terug. Volgens jullie site zou dat binnen [vijf|tien] dagen zijn.',
        'Ik heb een deel van mijn bestelling teruggestuurd en te weinig teruggekregen. Kunnen jullie dat nakijken? {order}',
      ],
      answers: [
        'Ik heb het nagekeken: je retour is binnengekomen, maar in onze administratie blijven hangen. Dat is nu rechtgezet; je hebt het bedrag [morgen|binnen twee werkdagen] op je rekening. Excuses voor het wachten.',
      ],
      goesOn: {
        asks: ['Het staat er nog niet op...', 'Dat duurt wel erg lang zo. Ik ben er niet blij mee.'],
        answers: [
          'De bank laat weten dat de betaling vanochtend is verwerkt. Staat het er vanavond niet op, mail me dan gerust, dan bel ik je.',
        ],
      },
      thanks: ['Binnen. Dank u.', 'Bedankt voor het uitzoeken, ik zie het bedrag staan.'],
    },
    {
      asks: [
        'Er is twee keer {price} afgeschreven voor bestelling {order}. [Bij iDEAL liep het vast en toen heb ik opnieuw betaald.|Ik heb maar één keer besteld!] Graag het dubbele bedrag terug.',
      ],
      answers: ['Klopt, de betaling is dubbel binnengekomen. Ik heb {price} vandaag teruggestort op de rekening waarmee je betaalde.'],
      thanks: ['Dank voor de snelle afhandeling.', 'Het staat er weer op.'],
    },
  ],
  notes: ['Terugbetaling stond op "pending", opnieuw aangeboden.', 'Klant is boos, belt ook. Graag vandaag afhandelen.'],
};

export const MARKETPLACE: Topic = {
  key: 'marketplace',
  weight: 5,
  language: 'nl',
  team: 'Bezorging',
  tags: ['marktplaats', 'bol'],
  subjects: ['Vraag van klant over bestelling {order}', 'Nieuwe klantvraag: {full}', 'Klant wacht op antwoord: bestelling {order}'],
  scenes: [
    {
      asks: [
        'Er is een nieuwe vraag van een klant over een verkoop via ons platform.\n\nBestelnummer: {order}\nArtikel: {full}\nVraag van de klant: "[Wanneer wordt dit bezorgd?|Ik zie geen track en trace, is het al verstuurd?|Waar blijft mijn pakje]"\n\nBeantwoord deze vraag binnen 24 uur door op deze e-mail te reageren. Je antwoord wordt doorgestuurd naar de klant.',
        'Herinnering: een klant wacht nog op antwoord.\n\nBestelnummer: {order}\nArtikel: {full}\nDe klant schrijft: "[Ik heb nog niks gehoord|Het pakket is volgens jullie onderweg maar er beweegt niks]"\n\nReageer vandaag om je servicenorm te halen.',
      ],
      answers: ['Bedankt voor je bericht. Je bestelling is [vandaag|gisteren] aan {carrier} meegegeven; je kunt hem volgen met {track}.'],
      thanks: ['De klant heeft gereageerd op je antwoord: "[Bedankt!|Ok prima|Top]"'],
    },
    {
      asks: [
        'Er is een nieuwe vraag van een klant over een verkoop via ons platform.\n\nBestelnummer: {order}\nArtikel: {full}\nVraag van de klant: "[Kapot aangekomen, wat nu?|Hij is beschadigd]"\n\nBeantwoord deze vraag binnen 24 uur door op deze e-mail te reageren. Je antwoord wordt doorgestuurd naar de klant.',
      ],
      answers: ['Wat vervelend. We sturen vandaag kosteloos een nieuw exemplaar; het kapotte hoef je niet terug te sturen.'],
      thanks: ['De klant heeft gereageerd op je antwoord: "Dank je wel, netjes"'],
    },
  ],
  notes: ['Servicenorm: voor 17:00 antwoorden.'],
  fromMarketplace: true,
};
