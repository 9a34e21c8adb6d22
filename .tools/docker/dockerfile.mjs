import fs from 'node:fs';

/**
 * The steps of a Dockerfile, in order. @returns {{ instruction: string, words: string[], text: string }[]} `words`: what
 * follows the instruction, taken apart, JSON form included; `text`: the same as written
 */
export function readDockerfile(file) {
  const joined = fs
    .readFileSync(file, 'utf8')
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n/g, ' ');
  return joined
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [instruction = ''] = line.split(/\s+/, 1);
      const text = line.slice(instruction.length).trim();
      return { instruction: instruction.toUpperCase(), text, words: text.startsWith('[') ? JSON.parse(text) : text.split(/\s+/) };
    });
}

/** Says of a path from the root whether the build may see it, by a .dockerignore file: the last rule that fits decides. */
export function visibleBy(ignoreFile) {
  const rules = fs
    .readFileSync(ignoreFile, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => ({ shown: line.startsWith('!'), pattern: patternOf(line.replace(/^!/, '')) }));
  return (path) => rules.reduce((shown, rule) => (rule.pattern.test(path) ? rule.shown : shown), true);
}

/** A rule fits a path and everything below it. */
function patternOf(rule) {
  const source = rule
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\//g, '(?:.*/)?')
    .replace(/(?<!\.)\*/g, '[^/]*');
  return new RegExp(`^${source}(?:/.*)?$`);
}
