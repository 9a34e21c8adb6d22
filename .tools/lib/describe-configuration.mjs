import { environmentSchema } from '../../server/src/platform/config/config.ts';

/** Prints, as JSON, `.env.example` and README's table of configuration. Runs on the pinned Node, which reads TypeScript. */

const variables = Object.entries(environmentSchema.shape).map(([name, schema]) => ({
  name,
  description: schema.description ?? '',
  value: schema.def.type === 'default' ? String(schema.def.defaultValue) : undefined,
}));

const envExample = [
  '# Every setting Balie knows. Copy this file to .env and take the # off what you set.',
  '# Generated from server/src/platform/config/config.ts.',
  ...variables.flatMap(({ name, description, value }) => ['', `# ${description}`, `#${name}=${value ?? ''}`]),
  '',
].join('\n');

const cell = (text) => text.replaceAll('|', '\\|');
const table = [
  '| variable | default | meaning |',
  '| --- | --- | --- |',
  ...variables.map(
    ({ name, description, value }) => `| \`${name}\` | ${value === undefined ? '' : `\`${cell(value)}\``} | ${cell(description)} |`,
  ),
].join('\n');

console.log(JSON.stringify({ envExample, table }));
