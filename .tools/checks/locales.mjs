import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from '../lib/place.mjs';

const LANGUAGES = ['nl', 'en'];

/** Every text exists in every language, with the same places to fill in, and none is empty. */
export function completeLocales(root = inRoot('web')) {
  const faults = localeFolders(root).flatMap((folder) => faultsOf(folder, root));
  return { code: faults.length > 0 ? 1 : 0, output: faults.join('\n') };
}

function localeFolders(root) {
  return fs
    .readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name === 'locales')
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .filter((folder) => !/[\\/](?:node_modules|dist)[\\/]/.test(folder));
}

function faultsOf(folder, root) {
  const where = path.relative(path.dirname(root), folder);
  const missing = LANGUAGES.filter((language) => !fs.existsSync(path.join(folder, `${language}.json`)));
  if (missing.length > 0) return missing.map((language) => `${where}/${language}.json is missing`);
  const texts = LANGUAGES.map((language) => [language, flat(JSON.parse(fs.readFileSync(path.join(folder, `${language}.json`), 'utf8')))]);
  const keys = new Set(texts.flatMap(([, entries]) => Object.keys(entries)));
  return [...keys].sort().flatMap((key) => {
    const absent = texts
      .filter(([, entries]) => !entries[key]?.trim())
      .map(([language]) => `${where}/${language}.json: "${key}" is missing or empty`);
    if (absent.length > 0) return absent;
    const [first, ...others] = texts.map(([, entries]) => placesIn(entries[key]));
    // A singular may say "a minute" where the other language says "1 minuut".
    const same = /_(?:zero|one)$/.test(key) || others.every((places) => places === first);
    return same ? [] : [`${where}: "${key}" has other {{places}} in one language than in the other`];
  });
}

function flat(texts, prefix = '') {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value]] : Object.entries(flat(value, `${prefix}${key}.`)),
    ),
  );
}

const placesIn = (text) => [...new Set(text.match(/\{\{[^}]+\}\}|<\/?\w+>|\$t\([^)]+\)/g))].sort().join(' ');
