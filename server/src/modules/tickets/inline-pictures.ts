const CID = /(\bsrc\s*=\s*["']?)cid:([^"'\s>]+)/gi;

export interface PointedHtml {
  readonly html: string;
  /** Ids of the attachments that are shown. */
  readonly used: ReadonlySet<string>;
}

/**
 * Points `<img src="cid:…">` at the address of the attachment it means. Ids that no attachment has stay as they are.
 * @param idOf attachment id by content id (without angle brackets)
 */
export function pointAtAttachments(html: string, idOf: ReadonlyMap<string, string>): PointedHtml {
  const used = new Set<string>();
  if (idOf.size === 0) return { html, used };
  const pointed = html.replaceAll(CID, (whole: string, before: string, written: string) => {
    for (const contentId of readings(written)) {
      const id = idOf.get(contentId);
      if (id) {
        used.add(id);
        return `${before}/api/attachments/${id}`;
      }
    }
    return whole;
  });
  return { html: pointed, used };
}

/** In HTML an id may be escaped, and in an address percent-encoded. */
function readings(written: string): string[] {
  const unescaped = written.replaceAll('&amp;', '&').replaceAll('&#43;', '+');
  try {
    return [unescaped, decodeURIComponent(unescaped)];
  } catch {
    return [unescaped];
  }
}
