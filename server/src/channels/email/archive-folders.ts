/** A folder, as the server lists it. */
export interface FolderAtServer {
  readonly path: string;
  readonly name: string;
  readonly delimiter: string;
  readonly flags: ReadonlySet<string>;
  /** By the server's word, or by a name that the client knows. */
  readonly specialUse?: string | undefined;
}

const MAX_FOLDERS = 500;
/** What nobody keeps mail in, and views on what lies elsewhere. */
const NOT_KEPT = new Set(['\\Inbox', '\\Sent', '\\Drafts', '\\Trash', '\\Junk', '\\All', '\\Flagged', '\\Important', '\\Snoozed']);
/** The same, by their names, where the server says nothing. */
const NOT_KEPT_NAMES =
  /^(?:inbox|(?:sent|verzonden)(?: (?:items|mail|messages|berichten))?|drafts?|concept(?:en|berichten)?|trash|bin|deleted(?: (?:items|messages))?|prullen(?:bak|mand)|verwijderd(?:e (?:items|berichten|e-mail))?|junk(?: ?e-?mail)?|spam|bulk mail|ongewenst(?:e (?:e-?mail|berichten|reclame))?|reclame|outbox|postvak uit|templates|sjablonen)$/i;
/** Exchange lists what is no mail, too. */
const NO_MAIL =
  /^(?:calendar|agenda|kalender|contacts|contactpersonen|tasks|taken|notes|notities|journal|logboek|conversation history|gespreksgeschiedenis|sync issues|synchronisatieproblemen|rss[ -](?:feeds|subscriptions|abonnementen))$/i;

/**
 * Where, beside the inbox and the folder of sent mail, a mailbox keeps mail. At Gmail folders are labels on the mail of one,
 * and archived mail without a label is there alone.
 * @param sent path of the folder of sent mail
 */
export function archiveFolders(folders: readonly FolderAtServer[], sent: string | undefined, isGmail: boolean): string[] {
  const all = isGmail ? folders.find(({ specialUse }) => specialUse === '\\All') : undefined;
  if (all) return [all.path];
  const left = folders.filter((folder) => folder.path === sent || isNotKept(folder));
  return folders
    .filter((folder) => !left.some((other) => folder.path === other.path || isInside(folder, other)))
    .filter(({ flags }) => !flags.has('\\Noselect') && !flags.has('\\NonExistent'))
    .map(({ path }) => path)
    .slice(0, MAX_FOLDERS);
}

function isNotKept({ name, specialUse }: FolderAtServer): boolean {
  return NOT_KEPT.has(specialUse ?? '') || NOT_KEPT_NAMES.test(name) || NO_MAIL.test(name);
}

/** What was thrown away with its folder is thrown away. The inbox is different: many servers put all other folders into it. */
function isInside(folder: FolderAtServer, other: FolderAtServer): boolean {
  return other.path.toUpperCase() !== 'INBOX' && folder.path.startsWith(`${other.path}${other.delimiter}`);
}
