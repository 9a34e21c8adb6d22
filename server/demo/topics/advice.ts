import type { Topic } from './topic.ts';

export const QUESTION: Topic = {
  key: 'question',
  weight: 10,
  language: 'nl',
  team: 'Advies',
  tags: ['productvraag'],
  subjects: ['Vraag over {bare}', 'Productvraag', '{the}: een vraag', 'Even een vraagje', 'Informatie', '{full}'],
  scenes: [
    {
      asks: [
        'Ik twijfel over {full}. [{Is} {hij} ook geschikt voor buiten?|Mag ik {hem} met een vochtige doek schoonmaken?|Is het materiaal waterdicht of alleen waterafstotend?] Ik kan het op de site niet vinden.',
      ],
      answers: [
        'Goede vraag. Ik heb het bij de maker nagevraagd: ja, dat kan zonder problemen. Ik heb het ook op de productpagina laten zetten, dan heeft de volgende er ook wat aan.',
      ],
      goesOn: {
        asks: ['Mooi. En zit er [garantie|een handleiding] bij?', 'Fijn. Is er ook een andere kleur?'],
        answers: ['Zeker: twee jaar garantie en een uitgebreide handleiding. Andere kleuren komen in het voorjaar.'],
      },
      thanks: ['Fijn, dan bestel ik {hem} vanavond.', 'Bedankt voor de uitgebreide uitleg!'],
    },
    {
      asks: [
        'Wanneer hebben jullie {product} weer op voorraad? [Ik heb me al twee keer ingeschreven voor een bericht maar hoor niets.|Op de site staat al weken "binnenkort".]',
      ],
      answers: [
        'De nieuwe levering wordt over [twee|drie] weken verwacht. Ik heb voor jou een exemplaar gereserveerd, vrijblijvend; je krijgt een mail zodra hij binnen is.',
      ],
      thanks: ['Heel graag, dank!', 'Dan wacht ik rustig af.'],
    },
    {
      asks: ['Hebben jullie een winkel waar ik {product} kan bekijken? Ik woon in {town} en wil best een stukje rijden.'],
      answers: [
        'Je bent welkom in ons magazijn in Zwolle, van maandag tot en met vrijdag tussen 10 en 17 uur. Laat even weten wanneer je komt, dan zetten we {hem} klaar.',
      ],
      goesOn: { asks: ['Komt vrijdag rond elf uur uit?'], answers: ['Vrijdag om elf uur staat genoteerd. Vraag bij de poort naar Karim.'] },
      thanks: ['Tot dan!', 'Dat is te ver voor mij, maar bedankt voor het aanbod.'],
    },
    {
      asks: ['Kunnen jullie {product} ook als cadeau inpakken en naar een ander adres sturen, zonder prijs op de pakbon?'],
      answers: [
        'Inpakken doen we graag, dat kost niets. Vink bij het afrekenen "Dit is een cadeau" aan, dan laten we de prijs van de pakbon.',
      ],
      thanks: ['Wat attent. Gedaan!', 'Gevonden, bedankt.'],
    },
  ],
  notes: ['Nagevraagd bij inkoop: week 49.'],
};

export const WARRANTY: Topic = {
  key: 'warranty',
  weight: 4,
  language: 'nl',
  team: 'Advies',
  tags: ['garantie'],
  subjects: ['Garantie op {bare}', 'Garantieclaim', 'Reparatie mogelijk?', 'Nog garantie?'],
  scenes: [
    {
      asks: [
        'Vorig jaar heb ik bij jullie {product} gekocht. [Nu laat het materiaal los.|Sinds kort mankeert er van alles aan.] Valt dit nog onder de garantie? De bon zit in de bijlage.',
        'Mijn {bare} {is} na veertien maanden stuk. Jullie garantie is twee jaar, toch? Bestelnummer was {order}.',
      ],
      answers: [
        'Je hebt twee jaar garantie, dus dat zit goed. Stuur {hem} gratis op met het label in de bijlage; onze werkplaats kijkt ernaar en je hebt {hem} binnen twee weken terug.',
      ],
      goesOn: {
        asks: ['Ik heb {hem} vandaag opgestuurd.'],
        answers: ['Dank je. De werkplaats heeft het onderdeel inmiddels vervangen; je pakket is onderweg: {track}.'],
      },
      thanks: ['Weer als nieuw. Dank aan de werkplaats.', 'Dank je, ik breng het pakket morgen weg.'],
      sendsAlong: 'receipt',
      answersWith: 'label',
    },
    {
      asks: ['Is het mogelijk om voor {full} losse onderdelen na te bestellen? Ik gooi liever niet alles weg voor één kapot stukje.'],
      answers: [
        'Fijn dat je er zo over denkt. Losse onderdelen hebben we voor dit model op voorraad. Het kost € 4,95 en ik kan het vandaag meesturen. Zal ik dat doen?',
      ],
      goesOn: { asks: ['Graag!'], answers: ['Het gaat vandaag mee. De factuur komt in een aparte mail.'] },
      thanks: ['Ontvangen en gemonteerd.', 'Perfect, dank je.'],
    },
  ],
  notes: ['Werkplaats: bekend probleem van serie 2024, gratis vervangen.'],
};

export const PRAISE: Topic = {
  key: 'praise',
  weight: 2,
  language: 'nl',
  team: 'Advies',
  tags: ['compliment'],
  subjects: ['Compliment!', 'Bedankt', 'Heel blij met mijn {bare}', 'Pluim'],
  scenes: [
    {
      asks: [
        'Ik wilde even laten weten hoe blij ik ben met {product}. Gisteren besteld, vandaag in huis, keurig verpakt en met een handgeschreven kaartje. Zo hoort het. Ga zo door!',
        'Een welgemeend compliment voor de klantenservice. Er ging iets mis met {order}, maar het is zo vriendelijk opgelost dat ik zeker terugkom.',
      ],
      answers: ['Wat leuk om te lezen, dank je wel! Ik heb je mail voorgelezen in het magazijn, daar werd om gelachen en geglunderd.'],
      thanks: ['Graag gedaan!'],
    },
  ],
  notes: [],
};

export const BUSINESS: Topic = {
  key: 'business',
  weight: 3,
  language: 'nl',
  team: 'Advies',
  tags: ['zakelijk', 'offerte'],
  subjects: ['Offerteaanvraag {company}', 'Zakelijk bestellen', 'Prijs bij grotere aantallen?', 'Aanvraag offerte {full}'],
  scenes: [
    {
      asks: [
        'Namens {company} wil ik graag een offerte ontvangen voor [25|40|60] stuks {full}, te leveren in {town} vóór het einde van de maand. Is betaling op factuur mogelijk en geldt er een staffelkorting?\n\nIk hoor graag wat de mogelijkheden zijn.',
        'Wij zoeken voor onze medewerkers een eindejaarsgeschenk en dachten aan {product}. Wat zijn de prijzen bij 50 en bij 100 stuks, en kan betaling op factuur?',
      ],
      answers: [
        'Wat leuk dat je aan ons denkt. Bij deze aantallen kan ik je 12% korting geven; de offerte zit in de bijlage en is 14 dagen geldig. Betalen op factuur kan, met een termijn van 14 dagen.',
      ],
      goesOn: {
        asks: ['Wij gaan akkoord met de offerte. Kan de levering in twee delen?'],
        answers: ['Uitstekend, dan zet ik de bestelling in twee leveringen klaar. Je ontvangt de opdrachtbevestiging vandaag nog.'],
      },
      thanks: [
        'Dank voor de offerte. Ik leg hem voor aan de directie en kom erop terug.',
        'Helemaal goed, dank voor de vlotte afhandeling.',
      ],
      answersWith: 'invoice',
    },
  ],
  notes: ['Marge besproken met @{colleague}: tot 15% mag.', 'KvK nagekeken, bestaande onderneming.'],
};
