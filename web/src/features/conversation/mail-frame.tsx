import { useComputedColorScheme } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bringsColours, mailDocument } from './mail-document.ts';
import styles from './mail-frame.module.css';

interface MailFrameProps {
  /** Sanitised by the server; held apart all the same. */
  readonly html: string;
  readonly images: boolean;
  /** Under which the height is remembered, so that coming back moves nothing. */
  readonly id: string;
}

/** Heights of mails seen before, in pixels. */
const heights = new Map<string, number>();
const KEPT = 400;

function rememberHeight(id: string, height: number): void {
  heights.delete(id);
  heights.set(id, height);
  if (heights.size > KEPT) heights.delete(heights.keys().next().value ?? '');
}

/** A guess for a mail that was never drawn: a line of 21 px for every 90 characters. */
function guessHeight(html: string): number {
  const characters = html.replace(/<[^>]*>/g, '').length;
  return Math.min(1_200, 42 + Math.ceil(characters / 90) * 21);
}

/** A stranger's mail in a frame of its own, without scripts, as tall as it is. */
export function MailFrame({ html, images, id }: MailFrameProps) {
  const { t } = useTranslation('conversation');
  const frame = useRef<HTMLIFrameElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const near = useNear(place);
  const [height, setHeight] = useState(() => heights.get(id) ?? guessHeight(html));
  const painted = useMemo(() => bringsColours(html), [html]);
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark' && !painted;
  const page = useMemo(() => mailDocument(html, { images, dark }), [html, images, dark]);
  const watching = useRef<ResizeObserver>(undefined);

  const loaded = useCallback(() => {
    const inside = frame.current?.contentDocument;
    if (!inside?.body) return;
    for (const link of inside.querySelectorAll('a[href]')) {
      link.setAttribute('target', '_blank');
      link.setAttribute('rel', 'noopener noreferrer');
    }
    // A click into the mail takes the keyboard with it; the keys of the screen keep working.
    inside.addEventListener('keydown', passOn);
    const measure = () => {
      fit(inside);
      const next = Math.ceil(inside.body.getBoundingClientRect().height) + scrollbarOf(inside);
      if (next === 0) return;
      rememberHeight(id, next);
      setHeight(next);
    };
    watching.current?.disconnect();
    watching.current = new ResizeObserver(measure);
    watching.current.observe(inside.body);
    watching.current.observe(inside.documentElement);
    measure();
  }, [id]);
  useEffect(() => () => watching.current?.disconnect(), []);

  return (
    <div ref={place} className={styles.paper} data-painted={painted || undefined} style={near ? undefined : { height }}>
      {near ? (
        <iframe
          ref={frame}
          title={t('mail')}
          className={styles.frame}
          // Same origin only so that its height can be read; without allow-scripts nothing in it runs.
          sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
          srcDoc={page}
          onLoad={loaded}
          style={{ height, colorScheme: dark ? 'dark' : 'light' }}
        />
      ) : null}
    </div>
  );
}

/** A mail made for a wider column becomes smaller, as long as it can be read. */
const SMALLEST = 0.6;

function fit(inside: Document): void {
  const { body, documentElement: root } = inside;
  body.style.zoom = '1';
  const ratio = root.clientWidth / root.scrollWidth;
  if (ratio < 0.995) body.style.zoom = String(Math.max(SMALLEST, ratio));
}

/** A mail wider still scrolls sideways, and its scrollbar takes room. */
function scrollbarOf(inside: Document): number {
  const root = inside.documentElement;
  return root.scrollWidth > root.clientWidth ? 14 : 0;
}

function passOn(event: KeyboardEvent): void {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
  const copy = new KeyboardEvent('keydown', { key, code, ctrlKey, metaKey, altKey, shiftKey, bubbles: true, cancelable: true });
  if (!document.body.dispatchEvent(copy)) event.preventDefault();
}

/** Whether an element came near the screen; once it did, it stays. A long conversation loads only what is looked at. */
function useNear(element: React.RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const watched = element.current;
    if (!watched || near) return;
    const watch = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true), {
      root: watched.closest('[data-conversation]'),
      rootMargin: '1200px 0px',
    });
    watch.observe(watched);
    return () => watch.disconnect();
  }, [element, near]);
  return near;
}
