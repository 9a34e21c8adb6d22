import { z } from 'zod';
import { id, instant, page } from './common.ts';

/** Where history comes from: mail files (mbox, .eml, a zip of either), or what another helpdesk exports. */
export const IMPORT_SOURCES = ['mail', 'zendesk', 'freshdesk', 'chatwoot'] as const;
export const importSource = z.enum(IMPORT_SOURCES);
export type ImportSource = z.infer<typeof importSource>;

export const importState = z.enum([
  /** Its files are on their way. */
  'uploading',
  /** Waits for its turn. */
  'queued',
  'running',
  /** Stopped by a person; goes on where it was. */
  'paused',
  'finished',
  /** Stopped by a person for good; what came in stays. */
  'cancelled',
  /** Cannot go on by itself; `errorCode` says why. */
  'failed',
]);
export type ImportState = z.infer<typeof importState>;

/** Why one item of a file did not come in. Clients translate the code; `detail` of the failure is for the curious. */
export const importFaultCode = z.enum([
  'too_large',
  'unreadable',
  'encrypted',
  'zip_bomb',
  'no_sender',
  'no_customer',
  'no_date',
  'not_a_ticket',
  'kills_the_server',
  'internal',
]);
export type ImportFaultCode = z.infer<typeof importFaultCode>;
/** Why a whole run ended. */
export const importErrorCode = z.enum(['broken_archive', 'nothing_found', 'file_missing', 'channel_gone', 'internal']);
export type ImportErrorCode = z.infer<typeof importErrorCode>;

export const importRun = z.object({
  id,
  source: importSource,
  /** The mailbox that its tickets belong to, and answers to them leave from. */
  channelAccountId: id,
  state: importState,
  /** The first few. */
  files: z.array(z.object({ name: z.string(), sizeBytes: z.number().int() })),
  moreFiles: z.number().int(),
  totalBytes: z.number().int(),
  startedBy: id.nullable(),
  /** Between 0 and 1, by size. */
  progress: z.number(),
  /** Items of the files (mails, tickets) that were looked at; the four below together. */
  read: z.number().int(),
  /** Came in, or added something to a ticket that was here. */
  made: z.number().int(),
  /** Were here already. */
  known: z.number().int(),
  /** Are no conversation: lists of users, mail to ourselves. */
  skipped: z.number().int(),
  failed: z.number().int(),
  /** Files that the export only links to; the link stands in the message. */
  linkedFiles: z.number().int(),
  errorCode: importErrorCode.nullable(),
  /** Failed items can be tried again as long as the files are kept. */
  canRetry: z.boolean(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
});
export type ImportRun = z.infer<typeof importRun>;
export const importRunPage = page(importRun);

export const createImportRequest = z.object({ source: importSource, channelAccountId: id });
export type CreateImportRequest = z.infer<typeof createImportRequest>;

/** What a person can do with a run. `retry`: the failed items once more. */
export const importAction = z.object({ action: z.enum(['start', 'pause', 'resume', 'cancel', 'retry']) });
export type ImportAction = z.infer<typeof importAction>['action'];

export const importFailure = z.object({
  /** Place in its file, to be told apart. */
  id: z.string(),
  fileName: z.string(),
  /** What could be made out of it: its subject, its number. */
  label: z.string(),
  code: importFaultCode,
  /** In technical words; may be empty. */
  detail: z.string(),
});
export type ImportFailure = z.infer<typeof importFailure>;
export const importFailurePage = page(importFailure);
