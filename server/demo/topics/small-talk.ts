/** What fits every topic: how people begin, end and go on for a long time. */

export const GREETINGS = {
  nl: ['Hallo', 'Hoi', 'Beste klantenservice', 'Goedemiddag', 'Goedemorgen', 'Geachte heer, mevrouw', 'Dag', 'Hi', 'L.S.', 'Beste {shop}'],
  en: ['Hello', 'Hi there', 'Dear customer service', 'Good morning', 'Dear {shop}'],
} as const;

export const GOODBYES = {
  nl: [
    'Groetjes',
    'Met vriendelijke groet',
    'Groet',
    'Alvast bedankt',
    'Mvg',
    'Hartelijke groet',
    'Ik hoor het graag',
    'Vriendelijke groeten',
  ],
  en: ['Kind regards', 'Best', 'Thanks in advance', 'Regards', 'Many thanks'],
} as const;

/** What phones write under a mail. */
export const PHONE_LINES = {
  nl: ['Verstuurd vanaf mijn iPhone', 'Verzonden met Outlook voor Android', 'Verstuurd vanaf mijn Galaxy'],
  en: ['Sent from my iPhone', 'Get Outlook for iOS'],
} as const;

export const ANSWER_GREETINGS = {
  nl: ['Hoi {first}', 'Dag {first}', 'Hallo {first}', 'Beste {first}'],
  en: ['Hi {first}', 'Dear {first}', 'Hello {first}'],
} as const;

/** When a conversation does not end: customer and agent in turn. */
export const LONG_TALK = {
  nl: {
    customer: [
      'Ik heb nu [twee|drie] keer gebeld en elke keer krijg ik een ander verhaal te horen. Kan er alsjeblieft één iemand naar kijken?',
      'Is hier al nieuws over?',
      'Dat had ik al gedaan, zie mijn mail van {date}. [Lezen jullie dat wel?|Het begint nu wel lang te duren.]',
      'Even ter aanvulling: het gaat om {full}, [gekocht met een cadeaubon|betaald met creditcard], misschien maakt dat uit.',
      'Oké, dat wil ik wel proberen. Ik laat het weten.',
      'Geprobeerd, maar zonder resultaat. Wat nu?',
      'Mijn [partner|moeder] heeft ook nog gebeld, die kreeg te horen dat het vandaag geregeld zou worden. Klopt dat?',
      'Nog een vraag: blijft de korting wel gelden als jullie een nieuwe sturen?',
      'Sorry voor mijn toon van gisteren, ik was [gefrustreerd|moe]. Ik weet dat jij er ook niets aan kunt doen.',
    ],
    agent: [
      'Ik begrijp dat het lang duurt. Ik neem dit vanaf nu zelf voor je op, dan heb je één aanspreekpunt. Vóór het eind van de dag hoor je van mij.',
      'Nog even geduld: ik wacht op antwoord van {carrier}. Zij beloofden uiterlijk morgen te reageren.',
      'Wil je nog één ding voor me proberen? Zet hem tien minuten uit en daarna weer aan, en kijk of het lampje dan groen wordt.',
      'Dank voor het uitzoeken, daar kan ik mee verder. Ik heb het doorgezet naar onze werkplaats.',
      'De korting blijft gewoon staan, daar hoef je niets voor te doen.',
      'Geen enkel probleem, ik had het ook vervelend gevonden.',
      'Ik heb het met mijn collega besproken en we sturen je vandaag een nieuw exemplaar, los van de uitkomst van het onderzoek.',
    ],
  },
  en: {
    customer: [
      'Any news on this?',
      'I tried that already, see my mail of {date}.',
      'All right, I will let you know how it goes.',
      'It works now. Thank you for your patience!',
    ],
    agent: [
      'I am still waiting for an answer from {carrier}; they promised to reply by tomorrow.',
      'Thank you for checking, that helps. I have passed it on to our workshop.',
      'I have taken this on myself now, so you have one person to talk to.',
    ],
  },
} as const;

/** Subjects that no screen was made for. */
export const ODD_SUBJECTS = [
  '',
  'SPOED!!! BESTELLING {order} MOET VANDAAG',
  '😡😡 nu al de DERDE keer',
  'Fwd: Re: Re: FW: Antw: bestelling {order} — vraag over de vraag van vorige week waar ik nog geen antwoord op heb gehad ondanks het telefoongesprek van dinsdag met een van uw medewerkers',
  '?',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsrechnung {order}',
];

export const CARRIERS = ['PostNL', 'DHL', 'DPD', 'Homerr', 'Budbee', 'bpost'];
export const TOWNS = [
  'Utrecht',
  'Groningen',
  'Zwolle',
  'Nijmegen',
  'Den Bosch',
  'Almere',
  'Leeuwarden',
  'Antwerpen',
  'Gent',
  'Breda',
  'Hoorn',
  'Sint-Oedenrode',
  'Nieuwkoop',
  'Terneuzen',
  'Bergen op Zoom',
];
export const COMPANIES = [
  'Kinderopvang De Kleine Beer',
  'Hotel aan Zee B.V.',
  'Bouwbedrijf Kuiper & Zn.',
  'Stichting Samen Sterk in het Sociaal Domein Noordoost-Groningen',
  'Tandartspraktijk Molenwijk',
  'Gemeente Hollands Kroon',
];
