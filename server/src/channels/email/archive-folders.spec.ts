import { expect, it } from '@jest/globals';
import { archiveFolders } from './archive-folders.ts';

const folder = (path: string, specialUse?: string, flags: readonly string[] = [], delimiter = '/') => ({
  path,
  name: path.split(delimiter).at(-1) ?? '',
  delimiter,
  flags: new Set(flags),
  ...(specialUse ? { specialUse } : {}),
});

it('finds what an owner keeps, and leaves what was thrown away, is no mail, or is a view on other folders', () => {
  const folders = [
    folder('INBOX', '\\Inbox'),
    folder('INBOX/Facturen'),
    folder('Archief', '\\Archive'),
    folder('Archief/2023'),
    folder('Klanten', undefined, ['\\Noselect']),
    folder('Klanten/De Vries'),
    folder('Verzonden', '\\Sent'),
    folder('Prullenbak', '\\Trash'),
    folder('Prullenbak/Oude klanten'),
    folder('Verwijderde items'),
    folder('Ongewenste e-mail', '\\Junk'),
    folder('Concepten'),
    folder('Agenda'),
    folder('Taken'),
    folder('Virtual/Alles', '\\All'),
    folder('Met ster', '\\Flagged'),
    folder('Uitgaand werk'),
  ];
  expect(archiveFolders(folders, 'Uitgaand werk', false)).toEqual(['INBOX/Facturen', 'Archief', 'Archief/2023', 'Klanten/De Vries']);
});

it('knows folders that a server keeps within the inbox', () => {
  const folders = ['INBOX', 'INBOX.Trash', 'INBOX.Trash.Oud', 'INBOX.Sent', 'INBOX.Archief'].map((path) =>
    folder(path, undefined, [], '.'),
  );
  expect(archiveFolders(folders, 'INBOX.Sent', false)).toEqual(['INBOX.Archief']);
});

it('takes at Gmail the one folder that the others are labels of', () => {
  const folders = [
    folder('INBOX', '\\Inbox'),
    folder('Facturen'),
    folder('[Gmail]', undefined, ['\\Noselect']),
    folder('[Gmail]/Alle berichten', '\\All'),
    folder('[Gmail]/Prullenbak', '\\Trash'),
  ];
  expect(archiveFolders(folders, '[Gmail]/Verzonden berichten', true)).toEqual(['[Gmail]/Alle berichten']);
  // Where it is hidden from IMAP, the labels are better than nothing.
  expect(
    archiveFolders(
      folders.filter(({ specialUse }) => specialUse !== '\\All'),
      undefined,
      true,
    ),
  ).toEqual(['Facturen']);
});
