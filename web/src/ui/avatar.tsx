import { useState } from 'react';
import styles from './avatar.module.css';

interface AvatarProps {
  readonly name: string;
  /** What makes the colour stable; the name when absent. Use an id, so that a new name keeps the colour. */
  readonly seed?: string | undefined;
  /** Address of a picture of them, which stands before the initials. */
  readonly picture?: string | null | undefined;
  /** Width and height in pixels. */
  readonly size?: number;
  readonly inactive?: boolean;
  /** The name stands next to it already: say nothing to a screen reader. */
  readonly decorative?: boolean;
}

/** A person: their picture, or initials on a colour of their own. The letters are drawn, not written: they are no part of what a button is called. */
export function Avatar({ name, seed, picture, size = 28, inactive = false, decorative = true }: AvatarProps) {
  const style = { '--face-hue': hue(seed ?? name), width: size, height: size, fontSize: Math.max(9, Math.round(size * 0.39)) };
  const said = decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name };
  return (
    <span className={inactive ? `${styles.face} ${styles.inactive}` : styles.face} style={style} data-initials={initials(name)} {...said}>
      {picture ? <Picture key={picture} address={picture} /> : null}
    </span>
  );
}

/** Gives way to the initials when it cannot be shown. */
function Picture({ address }: { readonly address: string }) {
  const [broken, setBroken] = useState(false);
  return broken ? null : <img className={styles.picture} src={address} alt="" onError={() => setBroken(true)} />;
}

/** First letters of the first and the last word, without "van", "de" and the like: Jan van der Berg → JB. */
export function initials(name: string): string {
  const words = name
    .replace(/[^\p{L}\p{N}\s@.-]/gu, '')
    .split(/[\s@.]+/u)
    .filter(Boolean);
  const first = words[0] ?? '?';
  const last = words.length > 1 ? words.at(-1) : undefined;
  return ((first.at(0) ?? '?') + (last?.at(0) ?? '')).toLocaleUpperCase();
}

const HUES = [20, 55, 85, 125, 155, 190, 225, 260, 295, 330];
function hue(seed: string): number {
  let hash = 7;
  for (const character of seed) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return HUES[hash % HUES.length] ?? 260;
}
