/** Raw material of a Dutch webshop's mail. */

export const FIRST_NAMES =
  `Jan Fatima Sanne Daan Emma Mohammed Julia Lucas Sophie Levi Anna Bram Noor Finn Tess Sem Lotte Thijs Eva Jesse Lisa Ruben Fleur Lars Iris
  Mees Roos Stijn Maud Tim Zoë Gijs Isa Sven Femke Koen Marieke Pieter Annemiek Henk Ingrid Kees Truus Joost Wilma Ayşe Yusuf Aïsha Ömer Chloé
  Björn Hanneke Willem Margriet Sjoerd Nynke Wouter Esther Marloes Rik Saskia Dennis Linda Patrick Mirjam Ronald Petra Youssef Samira Hans Els`.split(
    /\s+/,
  );

export const LAST_NAMES =
  `Jansen|de Vries|van den Berg|Bakker|van Dijk|Visser|Smit|Meijer|de Boer|Mulder|de Groot|Bos|Vos|Peters|Hendriks|van Leeuwen|Dekker|Brouwer|de Wit|
  Dijkstra|Smits|de Graaf|van der Meer|Kok|Jacobs|de Haan|Vermeulen|van den Heuvel|van der Veen|van den Broek|de Bruin|Schouten|van Beek|Willems|
  van Vliet|Hoekstra|Maas|Verhoeven|Koster|van Dam|Prins|Blom|Huisman|Peeters|de Jonge|Kuipers|van Veen|Kuiper|Postma|Veenstra|El Amrani|Yılmaz|
  Öztürk|Şahin|Bouzidi|Nguyen|Kowalski|Müller|Wang|Ramdin|Sewnandan|Pinas|Zijlstra|Terpstra|Bosma|Wiersma|van 't Hof|Kruijswijk|IJzerman|Özdemir`
    .split('|')
    .map((name) => name.trim());

export const MAIL_DOMAINS = 'gmail.com hotmail.com outlook.com ziggo.nl kpnmail.nl live.nl icloud.com xs4all.nl planet.nl home.nl'.split(
  ' ',
);

export const PRODUCTS =
  `schoenen sneakers laarzen jas winterjas regenjas trui spijkerbroek jurk overhemd tas rugzak koffer horloge ketting oorbellen lamp bureaulamp tafel
  eettafel stoel bureaustoel bank hoekbank kast boekenkast bed matras dekbed kussen gordijn vloerkleed spiegel wasmachine droger vaatwasser oven magnetron
  koffiemachine waterkoker blender stofzuiger strijkijzer telefoon hoesje oplader koptelefoon speaker televisie laptop toetsenbord muis scherm printer
  camera fiets helm fietstas kinderzitje tent slaapzak luchtbed barbecue parasol tuinset grasmaaier boormachine zaag verf behang puzzel bordspel lego pop
  knuffel kinderwagen autostoel speen luier kattenbak hondenmand aquarium voer parfum shampoo crème scheerapparaat föhn tandenborstel vitamines`.split(
    /\s+/,
  );

export const COLOURS = 'zwart wit grijs blauw donkerblauw rood groen beige bruin roze geel oranje paars zilver goud antraciet'.split(' ');
export const STREETS =
  'Dorpsstraat Kerkstraat Molenweg Schoolstraat Stationsweg Hoofdstraat Nieuwstraat Parklaan Beatrixlaan Lindelaan'.split(' ');
export const TOWNS =
  `Amsterdam Rotterdam Utrecht Eindhoven Groningen Tilburg Almere Breda Nijmegen Apeldoorn Haarlem Enschede Arnhem Zwolle Zoetermeer Leiden
  Maastricht Dordrecht Ede Delft Venlo Deventer Helmond Alkmaar Hilversum Heerlen Leeuwarden Gouda Assen Roermond`.split(/\s+/);
export const CARRIERS = 'PostNL DHL DPD GLS UPS Homerr'.split(' ');
export const TAGS = 'retour levering garantie betaling klacht ruilen voorraad b2b vip factuur transportschade bol spoed wachtwoord'.split(
  ' ',
);

/** `{}` slots are filled by `dutch-text.ts`. */
export const SUBJECTS =
  `Waar blijft mijn bestelling {order}?|{product} niet ontvangen|Retour {order}|Verkeerde maat {product}|{product} kapot aangekomen|
  Vraag over {product}|Bestelling {order} annuleren|Factuur {order}|Ruilen {product}|Terugbetaling {order} nog niet binnen|Klacht over levering|
  Garantie {product}|Wanneer is de {product} weer op voorraad?|Track & trace {order} werkt niet|Kortingscode werkt niet|Adres wijzigen bestelling {order}|
  {rare} past niet bij mijn {product}|Beschadigd pakket {order}|Dubbel betaald {order}|Verkeerde kleur {product} ontvangen`
    .split('|')
    .map((line) => line.trim());

export const CUSTOMER_SENTENCES = `Vorige week heb ik bij jullie een {product} besteld met ordernummer {order}.|
  Tot nu toe heb ik niets ontvangen en de track & trace ({parcel}) geeft al dagen geen nieuwe informatie.|
  De {product} is helaas kapot aangekomen, er zit een grote barst in het scherm.|De maat valt veel te klein uit, ik wil hem graag ruilen voor maat {size}.|
  Kunnen jullie mij vertellen wanneer mijn bestelling geleverd wordt?|Ik heb de {product} drie dagen geleden geretourneerd via {carrier}.|
  Het geld staat nog steeds niet op mijn rekening.|Op de site stond dat de bezorging binnen twee werkdagen zou zijn.|
  Ik ben de hele dag thuis gebleven, maar er is niemand langs geweest.|De bezorger heeft het pakket bij de buren op nummer {size} afgegeven, maar zij weten van niets.|
  Graag ontvang ik een nieuwe {product} of mijn geld terug.|In de doos zat een {colour}e {product} in plaats van een {colour2}e.|
  Dit is al de tweede keer dat het misgaat en ik vind dat erg vervelend.|Ik heb een foto van de schade meegestuurd.|
  Is het mogelijk om de bestelling nog te annuleren?|Kunt u mij de factuur sturen op naam van mijn bedrijf?|
  Mijn telefoonnummer is {phone}, bellen mag ook.|Mijn adres is {street} {size} in {town}.|Ik wacht al {size} dagen op antwoord.|
  De {rare} die erbij hoort ontbreekt ook.|Heeft u misschien nog een {rare} op voorraad?|Bij het uitpakken viel de {rare} meteen uit elkaar.|
  Ik gebruik hem vooral voor de {rare} en dat werkt nu niet meer.|Via het formulier op de website krijg ik steeds een foutmelding.|
  De kortingscode die ik per mail kreeg wordt niet geaccepteerd bij het afrekenen.|Ik heb betaald met iDEAL en het bedrag is twee keer afgeschreven.|
  Kan ik de {product} ook in de winkel in {town} ophalen?|Hoe lang heb ik nog garantie op de {product}?|
  De {product} maakt sinds gisteren een raar piepend geluid.|Na één keer wassen is de {product} helemaal gekrompen.|
  Mijn dochter is morgen jarig en dit was haar cadeau.|Ik hoop dat jullie dit snel kunnen oplossen.|De handleiding is alleen in het Duits.|
  Het retourlabel kan ik niet printen, kunnen jullie er een opsturen?|Ik zie in mijn account dat de status al een week op verwerkt staat.|
  Zou u mij terug kunnen bellen na vijf uur?|Er ontbreken vier schroeven en een plankje.|De {colour}e is op de foto veel donkerder dan in het echt.`
  .split('|')
  .map((line) => line.trim());

export const AGENT_SENTENCES =
  `Wat vervelend dat je bestelling {order} nog niet is aangekomen.|Ik heb het voor je nagekeken: het pakket ligt bij het sorteercentrum van {carrier}.|
  Excuses voor het ongemak.|We sturen vandaag nog een nieuwe {product} naar je op.|Je ontvangt van ons een retourlabel per mail.|
  Zodra de retour bij ons binnen is, storten we het bedrag binnen vijf werkdagen terug.|De {product} is weer leverbaar vanaf volgende week.|
  Zou je een foto van de schade kunnen sturen?|Ik heb een onderzoek gestart bij {carrier}, code {parcel}.|Je bestelling wordt morgen tussen negen en twaalf uur geleverd.|
  Ik heb je adres aangepast naar {street} {size} in {town}.|De factuur vind je in de bijlage.|Je kunt de {product} gratis ruilen binnen dertig dagen.|
  De garantie op dit product is twee jaar, dus we lossen dit natuurlijk voor je op.|Ik heb je bestelling geannuleerd, het bedrag komt binnen drie dagen terug.|
  Laat het gerust weten als je nog vragen hebt.|Fijn dat het gelukt is.|De {rare} hebben we helaas niet meer in het assortiment.|
  Als alternatief kan ik je de {colour}e {product} aanbieden.|Ik heb je vraag doorgezet naar mijn collega van de technische dienst.`
    .split('|')
    .map((line) => line.trim());

export const NOTE_SENTENCES =
  `Klant is boos, graag vandaag nog oppakken.|Gebeld met {carrier}, pakket is zoek.|Overleggen met magazijn over {order}.|
  Retour is binnen, geld mag terug.|Wacht op antwoord van leverancier over de {rare}.|Tweede klacht in een maand, coulance geven.`
    .split('|')
    .map((line) => line.trim());

/** Joined into compounds, the way Dutch makes its endless rare words. */
export const WORD_PARTS =
  `zand loper water fles licht bron hand vat deur klink voet steun wand haak kabel houder draai knop stof filter regen goot bloem pot kaars standaard
  brief opener boek steun sleutel ring tand wiel schroef dop naald koker garen klos hout blok steen slag ijzer draad koper plaat glas kap sneeuw schep
  boter vloot suiker strooier zout molen kaas schaaf brood plank soep lepel vis net vogel huis katten luik honden riem paarden deken konijnen hok muizen
  val bijen kast vlieger touw trommel stok gitaar snaar piano kruk fluit koord kleer hanger schoen lepel riem gesp knoop gat rits sluiting mouw boord
  kraag punt zak doek theepot warmer eier dop wijn rek bier tap sap pers ijs schep melk kan`.split(/\s+/);
