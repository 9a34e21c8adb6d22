import { reason } from '@balie/shared/domain/reasons.ts';

const CONTENTS =
  /\b5\.6\.\d|\b5\.3\.4|\b5\.7\.(?:0|26)\b.{0,40}attach|attachment|bijlage|pièce jointe|file type|bestandstype|too large|te groot/i;
const SENDER =
  /\b5\.7\.\d+|sender|afzender|expéditeur|not (?:authori[sz]ed|allowed|registered|verified|confirmed)|niet (?:bevestigd|geregistreerd|bekend als)|contactadres/i;
const ENDED =
  /\b5\.[12]\.\d+|\b5\.4\.\d+|expired|verlopen|expiré|no longer|niet meer|n'est plus|unknown|onbekend|inconnu|does not exist|bestaat niet/i;

/** Why bol did not pass an answer on, as the owner understands it. Undefined: it says something else. */
export function refusalInPlainWords(words: string, status: string, contactAddress: string): string | undefined {
  const said = `${status} ${words}`.slice(0, 2_000);
  const theirs = words.trim() === '' ? '' : ` ${words.trim()}`;
  if (CONTENTS.test(said)) return reason('bol-contents-refused', { words: theirs });
  if (SENDER.test(said)) return reason('bol-address-refused', { address: contactAddress, words: theirs });
  return ENDED.test(said) ? reason('bol-relay-ended', { words: theirs }) : undefined;
}
