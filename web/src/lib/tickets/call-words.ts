import type { CallFacts } from '@balie/shared/contracts/calls.ts';
import { type CallWord, callWord, understandCall } from '@balie/shared/domain/call-words.ts';
import { useTranslation } from 'react-i18next';

/** `0:31`, `1:02:05`. */
export function duration(seconds: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** A number as people read it; the whole number stays for who dials it. */
export function readableNumber(number: string): string {
  const mobile = /^\+31(6)(\d{4})(\d{4})$/.exec(number);
  if (mobile) return `0${mobile[1]} ${mobile[2]} ${mobile[3]}`;
  const dutch =
    /^\+31(10|13|15|20|23|24|26|30|33|35|36|38|40|43|45|46|50|53|55|58|70|71|72|73|74|75|76|77|78|79|85|88)(\d{3})(\d{4})$/.exec(number);
  return dutch ? `0${dutch[1]} ${dutch[2]} ${dutch[3]}` : number;
}

/** Says in the reader's language what became of a call. */
export function useCallWords() {
  const { t } = useTranslation('tickets');
  const say = (word: CallWord) => t(`call.${word}`);
  const inWords = (text: string) => {
    const understood = understandCall(text);
    return understood && [say(understood.word), understood.rest].filter(Boolean).join(' · ');
  };
  return {
    of: (call: Pick<CallFacts, 'direction' | 'state' | 'outcome' | 'calledBackAt'>) => say(callWord(call)),
    /** The preview of a list; as it is when it is not about a call. */
    preview: (text: string) => inWords(text) ?? text,
    /** The same; undefined when it is not about a call. */
    call: inWords,
  };
}
