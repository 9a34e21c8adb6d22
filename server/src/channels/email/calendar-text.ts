/** What an invitation (RFC 5545) says, for a mail that has no other words: its title, place and description. */
export function calendarText(ics: string): string {
  const unfolded = ics.slice(0, 100_000).replace(/\r?\n[ \t]/g, '');
  const event = unfolded.slice(Math.max(0, unfolded.search(/^BEGIN:VEVENT/m)));
  return ['SUMMARY', 'LOCATION', 'DESCRIPTION']
    .map((name) => new RegExp(`^${name}(?:;[^:\\r\\n]{0,300})?:([^\\r\\n]{1,20000})`, 'm').exec(event)?.[1] ?? '')
    .map((value) =>
      value
        .replace(/\\n/gi, '\n')
        .replace(/\\([,;\\])/g, '$1')
        .trim(),
    )
    .filter((value) => value !== '')
    .join('\n\n');
}
