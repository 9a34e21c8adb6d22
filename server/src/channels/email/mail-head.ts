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

/** What is known of a mail before its contents are fetched. */
export interface MailHead {
  readonly uid: number;
  readonly sizeBytes: number;
  /** When it arrived at the server, if it says so. */
  readonly arrivedAt: Date | undefined;
  /** As the sender says; undefined when that is nonsense. */
  readonly sentAt: Date | undefined;
  /** From and Subject on one line. */
  readonly summary: string;
}
