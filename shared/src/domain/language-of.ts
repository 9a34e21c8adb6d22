import type { Locale } from '../contracts/common.ts';

/** Words that stand in nearly every mail of the one language, and in next to none of the other. */
const DUTCH =
  /\b(?:de|het|een|ik|mijn|niet|is er|van|voor|met|dat|maar|jullie|graag|bedankt|groet(?:en|jes)?|bijlagen?|hierbij|beste|alvast)\b/gi;
const ENGLISH =
  /\b(?:the|an?|i|my|not|is there|of|for|with|that|but|your?|please|thanks?|regards|attached|attachments?|dear|would|hello)\b/gi;
const LOOKED_AT = 5_000;

/** In which of our languages a text is written; undefined when it does not say enough. */
export function languageOf(text: string): Locale | undefined {
  const beginning = text.slice(0, LOOKED_AT);
  const dutch = beginning.match(DUTCH)?.length ?? 0;
  const english = beginning.match(ENGLISH)?.length ?? 0;
  if (dutch === english) return undefined;
  return dutch > english ? 'nl' : 'en';
}
