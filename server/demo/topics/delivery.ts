import type { Topic } from './topic.ts';

export const LATE: Topic = {
  key: 'late',
  weight: 19,
  language: 'nl',
  team: 'Bezorging',
  tags: ['bezorging', 'vertraagd'],
  subjects: [
    'Waar blijft mijn bestelling {order}?',
    'Bestelling {order} nog niet ontvangen',
    'Pakket kwijt?',
    'Levertijd {order}',
    'Nog steeds niets ontvangen',
    '{order}',
    'Vraag over bezorging',
    'Track en trace staat al dagen stil',
  ],
  scenes: [
    {
      asks: [
        'Op {date} heb ik [bij jullie|via jullie website] {product} besteld (bestelnummer {order}). Volgens de bevestiging zou het binnen [twee|drie] werkdagen worden bezorgd, maar ik heb [nog niets gezien|nog steeds niets ontvangen].\n\n[Kunnen jullie uitzoeken waar het pakket is?|Weten jullie waar het blijft?|Wanneer kan ik het verwachten?]',
        'De track & trace van {carrier} ({track}) staat al [drie|vier|vijf] dagen op "sorteercentrum". [Is het pakket kwijtgeraakt?|Dat kan toch niet kloppen?] Het gaat om bestelling {order}.\n\nIk heb {product} zaterdag nodig, dus [hoor graag snel iets|ik hoop dat jullie er even achteraan kunnen].',
        'Ik wacht al sinds {date} op {product}. [Drie keer gebeld, drie keer "het komt eraan".|Op de site staat "op voorraad".] Als het er deze week niet is wil ik mijn geld terug. Bestelnummer is {order}.',
      ],
      answers: [
        'Wat vervelend dat je bestelling er nog niet is. Ik heb het bij {carrier} nagevraagd: het pakket [is blijven liggen in het sorteercentrum|is aan de verkeerde route toegevoegd] en gaat vanavond alsnog mee. Je hebt het [morgen|uiterlijk overmorgen] in huis.\n\nJe kunt het volgen met {track}.',
        'Vervelend zeg. Ik heb een zoekopdracht uitgezet bij {carrier}; dat duurt meestal twee werkdagen. Zodra ik iets weet hoor je van mij. Is het pakket dan nog niet gevonden, dan sturen we kosteloos een nieuw exemplaar.',
      ],
      goesOn: {
        asks: [
          'Het is inmiddels [twee|drie] dagen later en er is nog niets. [Kan ik een nieuwe krijgen?|Hoe nu verder?]',
          'De status staat nog steeds op hetzelfde. Ik geloof er niet meer in, eerlijk gezegd.',
        ],
        answers: [
          'Er is helaas nog geen spoor van het pakket. Daar laat ik je niet op wachten: ik heb vandaag een nieuw exemplaar verstuurd. Komt het oude pakket toch nog, dan mag je het weigeren.',
          'Je hebt gelijk, dit duurt te lang. Ik heb vandaag met voorrang een nieuw exemplaar verstuurd en houd de zending in de gaten tot hij bij je is.',
        ],
      },
      thanks: [
        'Vandaag ontvangen, alles in orde. [Bedankt!|Top geholpen.]',
        'Ja hoor, net bezorgd! Dank voor de hulp.',
        'Dank voor het snelle antwoord, ik wacht het even af.',
        'Keurig opgelost, dank je wel.',
      ],
    },
    {
      asks: [
        '[Gisteren|Vandaag] kreeg ik een mail dat mijn pakket is bezorgd, maar er ligt hier [helemaal niets|niets]. Ook niet bij de buren, [ik heb op nummer 12 en 16 aangebeld|ik ben de hele straat langsgegaan]. Bestelling {order}.\n\nWat nu?',
      ],
      answers: [
        'Dat is schrikken. Volgens {carrier} is het pakket afgegeven op nummer 21; misschien heeft de bezorger zich vergist in de straat. Zou je daar nog willen kijken? Is het daar niet, dan stuur ik meteen een nieuw exemplaar.',
      ],
      goesOn: {
        asks: ['Op 21 weten ze van niets. [Wat nu?|Ik wil graag een nieuw exemplaar.]'],
        answers: [
          'Dan laten we het hierbij: ik heb vandaag een nieuw exemplaar verstuurd. Met {carrier} zoek ik het verder uit, daar hoef jij niets voor te doen.',
        ],
      },
      thanks: ['Gevonden! Het lag op 21, achter de kliko. Bedankt.', 'Het nieuwe pakket is binnen. Goed opgelost!'],
    },
    {
      asks: ['Weten jullie al wanneer {order} verstuurd wordt? Er staat nog steeds "in behandeling" in mijn account.'],
      answers: [
        'Je hebt gelijk, dat had er niet zo lang moeten staan. {full} wachtte nog op een levering van onze leverancier. Die is vanmorgen binnengekomen: je pakket gaat vandaag de deur uit.',
        'Je bestelling wordt op dit moment ingepakt. Vanavond krijg je de verzendmail met de track & trace.',
      ],
      thanks: ['Verzendmail ontvangen, dank.', 'Fijn, dan kijk ik ernaar uit.'],
    },
    {
      asks: [
        'Het pakket zou vandaag tussen 14:00 en 16:00 komen, [ik ben er speciaal voor thuisgebleven|ik heb er vrij voor genomen], maar {carrier} is niet geweest. Nu staat er "ontvanger niet thuis". Dat is echt niet waar, ik zat [voor het raam|naast de deur]!\n\nKan het [morgen|donderdag] opnieuw worden aangeboden? Het gaat om {order}, {product}.',
      ],
      answers: [
        'Daar zou ik ook van balen. Ik heb {carrier} gevraagd om het [morgen|donderdag] tussen 10:00 en 12:00 opnieuw aan te bieden, en om eerst te bellen. Lukt dat moment niet, laat het me dan even weten.',
      ],
      goesOn: {
        asks: ['Het is kwart over twaalf en er is weer niemand geweest. Dit wordt wel heel vervelend.'],
        answers: [
          'Dat spijt me echt. Ik heb de zending bij {carrier} laten terugroepen en met een andere vervoerder een nieuw exemplaar verstuurd; je krijgt zo de gegevens.',
        ],
      },
      thanks: ['De bezorger belde keurig van tevoren. Bedankt!', 'Dat moment is goed, dank je.'],
    },
  ],
  notes: [
    'Gebeld met {carrier}: pakket ligt in depot, route onbekend. Zaak {track}.',
    'Derde klacht deze week over de route in {town}. @{colleague} kun jij dit bij {carrier} aankaarten?',
    'Nieuw exemplaar gereserveerd op naam van de klant, ligt in vak B4.',
  ],
};

export const WRONG_ITEM: Topic = {
  key: 'wrong-item',
  weight: 4,
  language: 'nl',
  team: 'Bezorging',
  tags: ['verkeerd-geleverd'],
  subjects: ['Verkeerd artikel ontvangen', 'Dit heb ik niet besteld', 'Bestelling {order} klopt niet'],
  scenes: [
    {
      asks: [
        'Vandaag mijn bestelling {order} ontvangen, maar in plaats van {product} zat er iets [heel anders|volkomen anders] in de doos. [Zie de foto.|Ik heb een foto bijgevoegd.] Op de pakbon staat wel het goede artikel.\n\nHoe krijg ik alsnog wat ik besteld heb?',
        'De kleur klopt niet. Besteld: {full}. Gekregen: dezelfde, maar dan in het [blauw|grijs|wit]. Ordernummer {order}.',
      ],
      answers: [
        'Dat is niet de bedoeling, excuses. Ik heb het goede artikel vandaag met voorrang verstuurd. In de bijlage vind je een label waarmee je het verkeerde gratis terugstuurt; dat heeft geen haast.',
      ],
      thanks: ['Het goede artikel is binnen. De andere heb ik vanmiddag weggebracht.', 'Wat snel. Dank!'],
      sendsAlong: 'photo',
      answersWith: 'label',
    },
    {
      asks: ['Ik heb twee artikelen besteld ({order}) en er zat er maar een in de doos. {full} ontbreekt. Komt dat in een tweede pakket?'],
      answers: [
        'Je bestelling is inderdaad in tweeën verstuurd; het tweede deel is [morgen|donderdag] bij je, met track & trace {track}. Dat had in de verzendmail moeten staan, sorry.',
      ],
      thanks: ['Super, dan wacht ik het tweede pakket af.', 'Ook binnen nu. Bedankt.'],
    },
  ],
  notes: ['Magazijn: vak verwisseld, zelfde fout als vorige week.'],
};

export const CHANGE_ORDER: Topic = {
  key: 'change-order',
  weight: 7,
  language: 'nl',
  team: 'Bezorging',
  tags: ['wijziging'],
  subjects: [
    'Bestelling {order} wijzigen',
    'Kan {order} nog gewijzigd worden?',
    'Verandering in mijn bestelling',
    'Vraag over {order}',
    'Aub snel lezen: {order}',
  ],
  scenes: [
    {
      asks: [
        'Ik heb [net|zojuist|een uur geleden] besteld ({order}) maar het verkeerde huisnummer ingevuld. Het moet nummer 48 zijn in plaats van 84, {town}. [Kan dat nog worden aangepast?|Hopelijk is het nog niet weg.]',
        'Bij bestelling {order} staat nog ons oude adres. Sinds {date} wonen wij in {town}. [Kunnen jullie dat aanpassen?|Lukt dat nog?]',
      ],
      answers: ['Goed dat je het meteen laat weten: ik heb het adres nog net kunnen aanpassen. Je krijgt zo een nieuwe bevestiging.'],
      thanks: ['Geweldig, dank je wel!', 'Bevestiging gezien, het klopt nu.'],
    },
    {
      asks: [
        'Graag wil ik bestelling {order} annuleren. [Ik heb per ongeluk twee keer besteld.|Mijn man had hem ook al besteld.|Ik heb me bedacht.]',
      ],
      answers: [
        'Ik heb bestelling {order} voor je geannuleerd. Het bedrag van {price} staat binnen [drie|vijf] werkdagen op je rekening.',
        'Je bestelling is helaas al ingepakt en wordt vanavond opgehaald. Je kunt het pakket weigeren bij de bezorger, dan komt het vanzelf bij ons terug en betalen we alles terug.',
      ],
      thanks: ['Bedankt voor de uitleg.', 'Fijn dat dat zo snel kan.'],
    },
    {
      asks: [
        'Is het mogelijk om {product} uit bestelling {order} te halen en de rest wel te laten bezorgen?',
        'Ik ga op vakantie. Kan {order} een week later worden bezorgd?',
      ],
      answers: [
        'Dat kan. Ik heb je bestelling aangepast; je ontvangt zo een nieuwe bevestiging. Klopt er iets niet, laat het me dan voor vier uur weten.',
      ],
      goesOn: {
        asks: ['Nog geen bevestiging gezien, klopt dat?'],
        answers: ['Die was in de wachtrij blijven hangen. Ik heb hem zojuist opnieuw verstuurd.'],
      },
      thanks: ['Ja, binnen. Dank je.', 'Perfect.'],
    },
  ],
  notes: ['Aangepast in WMS, label opnieuw geprint.'],
};
