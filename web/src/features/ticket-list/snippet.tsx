/** Text in which U+0002 and U+0003 enclose the hits. Always text, never HTML. */
export function Snippet({ text }: { readonly text: string }) {
  const parts = text.split('\u0002').flatMap((part, index) => {
    const [hit = '', rest] = part.split('\u0003');
    if (index === 0 || rest === undefined) return [{ text: part.replace('\u0003', ''), hit: false }];
    return [
      { text: hit, hit: true },
      { text: rest, hit: false },
    ];
  });
  return parts.map(({ text: words, hit }, index) => (hit ? <mark key={index}>{words}</mark> : <span key={index}>{words}</span>));
}
