import type { Topic } from './topic.ts';

export const RETURN: Topic = {
  key: 'return',
  weight: 14,
  language: 'nl',
  team: 'Retouren',
  tags: ['retour'],
  subjects: [
    'Retour {order}',
    'Ik wil iets retourneren',
    'Retourneren',
    'Hoe stuur ik iets terug?',
    'Retourlabel',
    'Aanmelden retour bestelling {order}',
  ],
  scenes: [
    {
      asks: [
        'Ik wil {product} uit bestelling {order} graag retourneren. [Het is toch niet wat ik ervan verwachtte.|De kleur valt in het echt tegen.|Het materiaal voelt anders dan ik dacht.] Alles is ongebruikt en zit nog in de [originele doos|verpakking].\n\nHoe gaat dat in zijn werk?',
        'Hoe kan ik {product} terugsturen? Er zat geen retourformulier bij. [En wie betaalt de verzendkosten?|Zijn daar kosten aan verbonden?] Bestelnummer {order}.',
        'Ik heb me [aangemeld|geprobeerd aan te melden] voor een retour van {order}, maar de pagina geeft een foutmelding ("er ging iets mis"). Kunnen jullie mij een label mailen?',
        'Gisteren {product} ontvangen, [mooi spul|netjes verpakt], maar ik heb ze nu dubbel, omdat ik precies hetzelfde voor mijn verjaardag kreeg. Mag het retour? Bestelling {order}.',
      ],
      answers: [
        'Natuurlijk kan dat. In de bijlage vind je het retourlabel. Plak het op de doos en lever het pakket binnen 14 dagen in bij een punt van {carrier}. Zodra het bij ons binnen is krijg je {price} terug, meestal binnen [drie|vijf] werkdagen. Retourneren is gratis.',
        'Geen probleem, we zijn daar niet moeilijk in. Ik heb de retour voor je aangemeld; het label zit in de bijlage. Laat je het pakket bij de balie scannen en bewaar je het bonnetje? Dan kan er niets misgaan.',
      ],
      goesOn: {
        asks: [
          'Mijn printer doet het niet. [Kan het ook met een QR-code?|Hebben jullie ook een code die ik kan laten scannen?]',
          'Tot wanneer is het label geldig? Ik kan er volgende week pas heen.',
        ],
        answers: ['Dat kan: laat aan de balie deze code zien en zij printen het label voor je: {track}. Hij blijft 14 dagen geldig.'],
      },
      thanks: ['Dank! Vanmiddag ingeleverd.', 'Fijn, dan weet ik dat.', 'Het geld staat erop, bedankt.'],
      answersWith: 'label',
    },
    {
      asks: [
        'De bedenktijd van 14 dagen is eergisteren verlopen zie ik, maar ik [lag in het ziekenhuis|was op vakantie]. Is er nog iets mogelijk voor {order}?',
      ],
      answers: [
        'Daar doen we niet moeilijk over. Ik heb de termijn voor je verlengd; het label zit in de bijlage en is nog 14 dagen geldig.',
      ],
      thanks: ['Dat is heel aardig, dank u wel.', 'Wat fijn. Ik breng het morgen weg.'],
      answersWith: 'label',
    },
    {
      asks: ['Is mijn retour van {order} al bij jullie binnen? Ik heb het pakket {date} ingeleverd en daarna niets meer gehoord.'],
      answers: [
        'Ja, je pakket is vanmorgen binnengekomen en in orde bevonden. Ik heb {price} teruggeboekt; afhankelijk van je bank staat het er morgen of overmorgen op.',
      ],
      thanks: ['Het bedrag is binnen, dank.', 'Mooi, dank voor het nakijken.'],
    },
  ],
  notes: ['Coulance: twee dagen over de termijn, akkoord gegeven.', 'Retour binnen, doos licht beschadigd, product in orde.'],
};

export const SIZE: Topic = {
  key: 'size',
  weight: 12,
  language: 'nl',
  team: 'Retouren',
  tags: ['ruilen', 'maat'],
  subjects: [
    'Verkeerde maat',
    'Ruilen voor een maat groter',
    '{the} te klein',
    'Maat {size} valt klein uit',
    'Omruilen {order}',
    'Vraag over maat',
  ],
  scenes: [
    {
      asks: [
        'De maat van {product} [valt erg klein uit|is te klein]. Ik heb {size} besteld, maar {size2} had beter gepast. Kan ik ruilen? Bestelling {order}.',
        'Kan ik {product} ruilen van maat {size} naar {size2}? [Alles zit nog in de doos, alleen even gepast.|De labels zitten er nog aan.] Ordernummer: {order}',
        'Wij hebben {full} in maat {size} besteld omdat dat zijn gewone maat is, maar [hij krijgt {hem} niet aan|dat past bij lange na niet]. Hebben jullie {size2} nog op voorraad?',
      ],
      answers: [
        'Ruilen kan zeker. Maat {size2} is nog op voorraad, ik heb die voor je opzijgelegd. Stuur maat {size} terug met het label in de bijlage; zodra het gescand is gaat de nieuwe maat naar je toe.',
        'Dit model valt inderdaad [een halve maat|iets] kleiner uit. Ik heb {size2} voor je gereserveerd; met het label in de bijlage stuur je {size} gratis terug.',
      ],
      goesOn: {
        asks: ['Blijft de kortingscode dan ook gelden?', 'Moet ik wachten tot jullie de oude hebben, of sturen jullie de nieuwe meteen?'],
        answers: [
          'Je betaalt niets bij, de korting blijft staan. De nieuwe maat gaat weg zodra het oude pakket gescand is, meestal dezelfde dag.',
        ],
      },
      thanks: ['Deze maat past! Bedankt voor het meedenken.', '[Perfect, dank.|Helemaal goed.] Label is geprint.'],
      answersWith: 'label',
    },
    {
      asks: ['Ik zou {product} in maat {size2} willen, maar op de site kan ik die niet kiezen. Komt die nog?'],
      answers: [
        'Maat {size2} is op dit moment uitverkocht; over ongeveer [twee|drie] weken komt er een nieuwe levering. Zal ik een paar voor je apart leggen?',
        'Die is helaas uitverkocht. Over [twee|drie] weken verwachten we een nieuwe levering; ik zet je graag op de lijst.',
      ],
      goesOn: {
        asks: ['Ja graag!', 'Doe maar op de lijst, [het is de leukste van allemaal|ze wil per se deze].'],
        answers: [
          'Staat genoteerd. Zodra {size2} binnen is krijg je een mail met een link; daarmee ligt de maat drie dagen voor je klaar.',
        ],
      },
      thanks: ['Top, dank je.', 'Dan wachten we het af.'],
    },
    {
      asks: [
        'Hoe vallen de maten van {product} uit? Mijn [dochter|zoon] heeft normaal {size}. Op de site staat "valt normaal", in de beoordelingen lees ik iets anders.',
      ],
      answers: [
        'Onze ervaring is dat dit model een halve maat kleiner valt, dus bij twijfel zou ik {size2} nemen. Past het niet, dan ruil je gratis.',
      ],
      thanks: ['Dan doen we {size2}. Dank je!', 'Fijn advies, besteld.'],
    },
  ],
  notes: ['Maat {size2} opzij gelegd tot vrijdag.', 'Maattabel klopt niet voor dit model, doorgegeven aan inkoop.'],
  aboutSizes: true,
};

export const BROKEN: Topic = {
  key: 'broken',
  weight: 12,
  language: 'nl',
  team: 'Retouren',
  tags: ['defect'],
  subjects: [
    'Kapot aangekomen',
    'Beschadigd ontvangen ({order})',
    'Klacht over {bare}',
    '{the} stuk',
    'Beschadiging',
    'Niet blij met {order}',
  ],
  scenes: [
    {
      asks: [
        'Zojuist {product} ontvangen (bestelling {order}), helaas [kapot|beschadigd]. De doos was aan één kant ingedeukt. [Zie de foto’s.|Foto in de bijlage.]\n\nIk wil graag een nieuwe, het was een cadeau.',
        'Bij het openen van de doos zag ik meteen dat het mis was: {product} {is} beschadigd. [Ik heb er foto’s van gemaakt.|Foto’s zitten erbij.] Bestelling {order}. [Wat nu?|Hoe lossen we dit op?]',
      ],
      answers: [
        'Wat jammer, zo hoort het natuurlijk niet aan te komen. Dank voor de foto’s. Ik heb meteen een nieuw exemplaar klaargezet, dat gaat vandaag weg. Het beschadigde hoef je niet terug te sturen.',
      ],
      goesOn: {
        asks: ['Helaas, ook de tweede heeft een deuk. Dit keer [aan de onderkant|in de hoek].'],
        answers: ['Dat kan bijna niet waar zijn. De volgende pak ik zelf in, met dubbel karton. Hij gaat vandaag nog weg.'],
      },
      thanks: ['Nieuwe ontvangen, deze is heel. [Bedankt!|Netjes opgelost.]', 'Wat een service, bedankt!'],
      sendsAlong: 'photo',
    },
    {
      asks: [
        'Na [een week|drie weken|twee keer gebruiken] {is} {product} al stuk. [Voor {price} mag je toch iets meer verwachten.|Dat lijkt me niet normaal.] Hoe lossen jullie dit op? Ordernummer {order}.',
      ],
      answers: [
        'Dat hoort niet en valt gewoon onder de garantie. Zou je een foto willen sturen van het kapotte deel? Dan regel ik vandaag nog een oplossing.',
      ],
      goesOn: {
        asks: ['Hierbij de foto. [Ik hoop dat het zo duidelijk is.|Sorry dat het zo donker is.]'],
        answers: ['Dank voor de foto, dat is duidelijk. Er is een nieuw exemplaar naar je onderweg: {track}.'],
      },
      thanks: ['Nieuwe ontvangen, top.', 'Netjes opgelost, bedankt.'],
    },
    {
      asks: [
        'Er zit een [kras|vlek|deukje] op {product}. Het is niet heel erg, maar ik wil er wel iets van zeggen. [Foto toegevoegd.|Zie bijlage.] Kan er iets van de prijs af?',
      ],
      answers: [
        'Bedankt dat je het meldt. Ik kan je twee dingen aanbieden: [15%|20%] korting en je houdt {hem}, of een nieuw exemplaar. Wat heeft je voorkeur?',
      ],
      goesOn: {
        asks: ['Doe maar de korting, dank je.', 'Dan liever een nieuw exemplaar.'],
        answers: ['Dan maken we dat zo in orde. Je ontvangt zo een bevestiging.'],
      },
      thanks: ['Helemaal goed.', 'Dank voor de coulance.'],
      sendsAlong: 'photo',
    },
    {
      asks: [
        'Bij het uitpakken bleek een onderdeel te ontbreken: [het zakje met losse onderdelen|de handleiding]. Zonder dat kan ik er weinig mee. Het gaat om {full}, bestelling {order}.',
      ],
      answers: ['Dat had erbij moeten zitten. Ik heb het ontbrekende deel vandaag per post verstuurd; het past door de brievenbus.'],
      thanks: ['Ontvangen, dank!', 'Lag vandaag op de mat. Alles compleet.'],
    },
  ],
  notes: [
    'Vierde melding van deze partij. @{colleague} kun jij de leverancier bellen?',
    'Verpakking te dun voor dit artikel, foto’s doorgestuurd naar magazijn.',
    'Klant is trouwe klant (7 bestellingen), ruimhartig zijn.',
  ],
};
