/** Undefined for nonsense. */
export function dateOf(value: Date | string | undefined): Date | undefined {
  const date = value === undefined ? undefined : new Date(value);
  return date && !Number.isNaN(date.getTime()) ? date : undefined;
}

/** From and Subject on one line. */
export function summaryOf(
  from: { name?: string | undefined; address?: string | undefined } | undefined,
  subject: string | undefined,
): string {
  const sender = from?.name ? `${from.name} <${from.address ?? ''}>` : (from?.address ?? '');
  return [sender, subject].filter(Boolean).join(' – ').replace(/\s+/g, ' ');
}
