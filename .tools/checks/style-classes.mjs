import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from '../lib/place.mjs';

/**
 * A class that a component names and its style sheet does not have is `undefined` without a word, and one that no component
 * names is dead. Both are known from the text alone.
 * @returns {{ code: number, output: string }} as every check
 */
export function styleClasses(folders = ['web/src', 'web/widget/src'].map((folder) => inRoot(folder))) {
  const named = new Map();
  const faults = [];
  for (const file of folders.flatMap((folder) => filesIn(folder, /\.tsx?$/))) {
    const code = fs.readFileSync(file, 'utf8');
    for (const [, variable, from] of code.matchAll(/import (\w+) from '(\.[^']+\.module\.css)'/g)) {
      const sheet = path.resolve(path.dirname(file), from);
      const of = named.get(sheet) ?? { classes: new Set(), byComputedName: false };
      named.set(sheet, of);
      // The import itself names the file, not a class.
      const uses = code.replaceAll(/^import .*$/gm, '');
      if (new RegExp(`\\b${variable}(?:\\[|\\b(?![.\\w]))`).test(uses)) of.byComputedName = true;
      for (const [, name] of uses.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, 'g'))) {
        of.classes.add(name);
        if (!classesOf(sheet).has(name)) faults.push(`${inHouse(file)} names the class ${name}, which ${inHouse(sheet)} does not have`);
      }
    }
  }
  for (const sheet of folders.flatMap((folder) => filesIn(folder, /\.module\.css$/))) {
    const of = named.get(sheet);
    if (!of) faults.push(`${inHouse(sheet)} is imported by nobody`);
    else if (!of.byComputedName)
      for (const name of classesOf(sheet))
        if (!of.classes.has(name)) faults.push(`${inHouse(sheet)} has a class ${name} that nobody names`);
  }
  return { code: faults.length === 0 ? 0 : 1, output: faults.join('\n') };
}

/** @returns {Set<string>} the classes its selectors name */
function classesOf(sheet) {
  if (!fs.existsSync(sheet)) return new Set();
  const css = fs.readFileSync(sheet, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const selectors = [...css.matchAll(/([^{};]+)\{/g)]
    .map(([, selector]) => selector)
    .filter((selector) => !selector.trim().startsWith('@'));
  // What is global is named by somebody else.
  const own = selectors.map((selector) => selector.replaceAll(/:global\([^)]*\)/g, ''));
  return new Set(own.flatMap((selector) => [...selector.matchAll(/\.([A-Za-z_][\w-]*)/g)].map(([, name]) => name)));
}

function filesIn(folder, pattern) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}

const inHouse = (file) => path.relative(inRoot(), file);
