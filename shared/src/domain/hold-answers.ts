/** Greetings, thanks and closings: they say nothing of the matter. */
const FILLER =
  /^(?:beste|hallo|hoi|dag|geachte|goedemorgen|goedemiddag|goedenavond|dear|hello|hi|bonjour|cher|chère|bedankt|dank|thank|thanks|merci|groet|groetjes|(?:met )?(?:vriendelijke|hartelijke) groet|kind regards|best regards|regards|cordialement|bien à vous|fijne dag|prettige dag)\b/u;
const CLOSING =
  /^(?:groet|groetjes|(?:met )?(?:vriendelijke|hartelijke) groet|kind regards|best regards|regards|cordialement|bien à vous)/u;
const MAX_LENGTH = 2_000;

/**
 * Does an answer only ask for patience? All it says besides greeting, thanks and closing is one of the phrases.
 * @param phrases as `domain/hold-answers` compares them: without regard to case and spacing
 */
export function isHoldOnly(text: string, phrases: readonly string[]): boolean {
  if (text.length > MAX_LENGTH) return false;
  const known = phrases.map(plain).filter((phrase) => phrase !== '');
  const sentences = withoutClosing(
    text
      .split(/[.!?\n]+/u)
      .map(plain)
      .filter((sentence) => sentence !== ''),
  );
  const said = sentences.filter((sentence) => !FILLER.test(sentence) || known.some((phrase) => sentence.includes(phrase)));
  return (
    said.length > 0 && said.every((sentence) => known.some((phrase) => sentence.includes(phrase)) && wordsBeside(sentence, known) <= 12)
  );
}

/** Below the closing stand names. */
function withoutClosing(sentences: readonly string[]): readonly string[] {
  const end = sentences.findIndex((sentence) => CLOSING.test(sentence));
  return end > 0 ? sentences.slice(0, end) : sentences;
}

function wordsBeside(sentence: string, phrases: readonly string[]): number {
  const rest = phrases.reduce((left, phrase) => left.replaceAll(phrase, ' '), sentence);
  return rest.split(' ').filter((word) => word !== '').length;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s,;:]+/gu, ' ')
    .trim();
}
