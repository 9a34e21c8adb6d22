import { createElement, type ReactNode, useMemo } from 'react';
import styles from './rich-text.module.css';

/**
 * Shows text that was written with our own editor. The HTML is never put into the page: it is read, and what the editor
 * can make is made anew; of anything else only the words stay.
 */
export function RichTextView({ html, className }: { readonly html: string; readonly className?: string | undefined }) {
  const content = useMemo(() => childrenOf(new DOMParser().parseFromString(html, 'text/html').body), [html]);
  return <div className={`${styles.text} ${className ?? ''}`}>{content}</div>;
}

const PLAIN = new Set('p br strong b em i u s ul ol li blockquote code pre h1 h2 h3 h4 hr div'.split(' '));
const DROPPED = new Set(['script', 'style', 'template', 'iframe', 'object', 'svg', 'math', 'title']);

function childrenOf(node: Node): ReactNode[] {
  return [...node.childNodes].map((child, index) => toReact(child, index));
}

function toReact(node: Node, key: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (!(node instanceof Element)) return null;
  const tag = node.tagName.toLowerCase();
  if (DROPPED.has(tag)) return null;
  if (tag === 'br' || tag === 'hr') return createElement(tag, { key });
  if (tag === 'a') return link(node, key);
  if (tag === 'img') return picture(node, key);
  if (tag === 'span' && node.getAttribute('data-type') === 'mention') {
    return (
      <span key={key} className={styles.mention}>
        {node.textContent}
      </span>
    );
  }
  return PLAIN.has(tag) ? createElement(tag, { key }, ...childrenOf(node)) : childrenOf(node);
}

function link(node: Element, key: number): ReactNode {
  const address = node.getAttribute('href') ?? '';
  if (!/^(https?:|mailto:|tel:)/i.test(address)) return childrenOf(node);
  return (
    <a key={key} href={address} target="_blank" rel="noopener noreferrer">
      {childrenOf(node)}
    </a>
  );
}

function picture(node: Element, key: number): ReactNode {
  const source = node.getAttribute('src') ?? '';
  if (!/^(\/api\/attachments\/|https:\/\/|data:image\/(png|jpe?g|gif|webp);)/i.test(source)) return null;
  return <img key={key} src={source} alt={node.getAttribute('alt') ?? ''} loading="lazy" />;
}
