import fs from 'node:fs/promises';
import path from 'node:path';

/** A small copy of the house, file by file, for the specs of the import rules. */

export type Tree = Readonly<Record<string, string>>;

/** Writes the files, and beside them what every tree needs: packages and manifests. */
export async function writeTree(root: string, tree: Tree): Promise<void> {
  for (const [file, text] of Object.entries({ ...surroundings(), ...tree })) {
    await fs.mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await fs.writeFile(path.join(root, file), text);
  }
}

const imports = (...targets: string[]) =>
  `${targets.map((target, at) => `import { x as x${at} } from '${target}';`).join('\n')}\nexport const x = [${targets.map((_, at) => `x${at}`).join(', ')}];\n`;
const leaf = 'export const x = 1;\n';

/** A file that imports what the rule forbids, and what it imports. */
function planted(rule: string, from: string, target: string, text: (specifier: string) => string = imports) {
  const relative = path.relative(path.dirname(from), target);
  const local = /^(?:server|web|shared|migrations)\//.test(target);
  const specifier = local ? (relative.startsWith('.') ? relative : `./${relative}`) : target;
  const tree: Tree = { [from]: text(specifier), ...(local ? { [target]: leaf } : {}) };
  return { rule, from, tree };
}

const module = (file: string) => `server/src/modules/${file}`;
const channel = (file: string) => `server/src/channels/${file}`;

export const plantedViolations: readonly { readonly rule: string; readonly from: string; readonly tree: Tree }[] = [
  planted('shared-imports-only-zod', 'shared/src/domain/heavy.ts', 'node:fs'),
  planted('shared-imports-only-zod', 'shared/src/contracts/wide.ts', 'pg'),
  planted('migrations-import-only-typeorm', 'migrations/src/1-living.ts', module('agents/public.ts')),
  planted(
    'web-knows-no-server',
    'web/src/features/inbox/typed.ts',
    module('tickets/ticket.ts'),
    (to) => `export type T = import('${to}').T;\n`,
  ),
  planted('web-knows-no-server', 'web/e2e/shortcut.ts', 'server/test/support/some.ts'),
  planted('server-knows-no-web', 'server/test/reaching.ts', 'web/src/lib/some.ts'),
  planted('platform-knows-no-product', 'server/src/platform/queue/product.ts', module('tickets/public.ts')),
  planted('platform-knows-no-product', 'server/src/platform/queue/upwards.ts', 'server/src/app.module.ts'),
  planted('platform-knows-no-product', 'server/src/platform/queue/mail.ts', channel('email/adapter.ts')),
  planted('modules-know-no-channel', module('tickets/mail.ts'), channel('core/registry.ts')),
  planted('nobody-imports-upwards', module('tickets/upwards.ts'), 'server/src/application.ts'),
  planted('nobody-imports-upwards', channel('email/upwards.ts'), channel('channels.module.ts')),
  planted('modules-meet-at-public', module('tickets/inside.ts'), module('contacts/secret.ts')),
  planted('channels-enter-modules-by-public', channel('core/inside.ts'), module('tickets/reply.ts')),
  planted('rank-0-imports-lower-ranks-only', module('agents/sideways.ts'), module('contacts/public.ts')),
  planted('rank-0-imports-lower-ranks-only', module('contacts/up.ts'), module('tickets/public.ts')),
  planted('rank-1-imports-lower-ranks-only', module('tickets/up.ts'), module('surveys/public.ts')),
  planted('rank-1-imports-lower-ranks-only', module('first-run/sideways.ts'), module('tickets/public.ts')),
  planted('rank-2-imports-lower-ranks-only', module('sla/up.ts'), module('rules/public.ts')),
  planted('rank-3-imports-lower-ranks-only', module('norms/sideways.ts'), module('rules/public.ts')),
  planted('rank-4-imports-lower-ranks-only', module('brand-new/sideways.ts'), module('surveys/public.ts')),
  planted('channels-are-strangers', channel('whatsapp/sideways.ts'), channel('email/adapter.ts')),
  planted('a-channel-needs-no-more', 'server/test/sixth-channel/adapter.ts', channel('email/adapter.ts')),
  planted('core-knows-no-channel', channel('core/names.ts'), channel('chat/adapter.ts')),
  planted('testing-is-for-specs', module('tickets/faked.ts'), module('tickets/testing/a-ticket.ts')),
  planted('product-knows-no-test', module('tickets/tested.ts'), 'server/test/support/some.ts'),
  planted('product-knows-no-test', 'server/src/platform/clock/own.ts', 'server/src/platform/clock/own.spec.ts'),
  planted('only-platform-connects-to-postgres', module('reports/raw.ts'), 'pg'),
  planted('web-lib-and-ui-know-no-feature', 'web/src/ui/product.tsx', 'web/src/features/inbox/row.tsx'),
  planted('web-features-know-no-app', 'web/src/features/inbox/upwards.tsx', 'web/src/app/page.tsx'),
  planted('web-features-are-strangers', 'web/src/features/inbox/sideways.tsx', 'web/src/features/settings/form.tsx'),
  planted('console-and-widget-are-strangers', 'web/widget/src/borrowed.ts', 'web/src/lib/some.ts'),
  planted('web-runs-in-the-browser', 'web/widget/src/node.ts', 'node:path'),
  planted('web-runs-in-the-browser', 'web/src/lib/node.ts', 'node:path'),
  planted('imports-resolve', module('tickets/lost.ts'), './nowhere.ts', (to) => `export const x = () => import('${to}');\n`),
  planted('packages-are-declared', module('tickets/borrowed.ts'), 'undeclared'),
  planted('product-needs-no-dev-dependency', module('tickets/lab.ts'), 'only-for-tests'),
  {
    rule: 'no-cycles',
    from: module('tickets/egg.ts'),
    tree: {
      [module('tickets/hen.ts')]: `import type { Egg } from './egg.ts';\nexport interface Hen { egg: Egg }\n`,
      [module('tickets/egg.ts')]: `import type { Hen } from './hen.ts';\nexport interface Egg { hen: Hen }\n`,
    },
  },
];

/** Every direction that is meant to be open. */
export const allowedTree: Tree = {
  'shared/src/contracts/ticket.ts': imports('zod', './common.ts'),
  'shared/src/contracts/common.ts': leaf,
  'migrations/src/1-make.ts': imports('typeorm'),
  'server/src/main.ts': imports('./app.module.ts', './platform/clock.ts'),
  'server/src/app.module.ts': imports('./modules/tickets/tickets.module.ts', './channels/channels.module.ts'),
  'server/src/platform/clock.ts': imports('pg', 'node:fs'),
  [module('contacts/public.ts')]: imports('./contacts.ts'),
  [module('contacts/contacts.ts')]: imports('../../platform/clock.ts'),
  [module('tickets/tickets.module.ts')]: imports('./ticket.ts'),
  [module('tickets/ticket.ts')]: imports('../contacts/public.ts', '../../platform/clock.ts', '../../../../shared/src/contracts/ticket.ts'),
  [module('tickets/ticket.spec.ts')]: imports('./ticket.ts', './testing/a-ticket.ts', '../contacts/testing/a-contact.ts', 'only-for-tests'),
  [module('tickets/testing/a-ticket.ts')]: imports('../ticket.ts'),
  [module('contacts/testing/a-contact.ts')]: leaf,
  [module('tickets/public.ts')]: imports('./ticket.ts'),
  [module('sla/clock.ts')]: imports('../tickets/public.ts', '../contacts/public.ts'),
  [channel('channels.module.ts')]: imports('./email/email.module.ts'),
  [channel('email/email.module.ts')]: imports('../core/registry.ts', '../../modules/tickets/public.ts', '../../platform/clock.ts'),
  [channel('core/registry.ts')]: imports('../../modules/tickets/public.ts'),
  'server/test/whole.spec.ts': imports('../src/app.module.ts', '../src/modules/tickets/testing/a-ticket.ts', 'pg'),
  'web/src/app/page.tsx': imports('../features/inbox/row.tsx', '../features/settings/form.tsx'),
  'web/src/features/inbox/row.tsx': imports('../../ui/button.tsx', '../../lib/http.ts', '../../../../shared/src/contracts/ticket.ts'),
  'web/src/features/settings/form.tsx': imports('../../ui/button.tsx'),
  'web/src/ui/button.tsx': leaf,
  'web/src/lib/http.ts': leaf,
  'web/e2e/journey.spec.ts': imports('node:child_process'),
};

function surroundings(): Tree {
  const manifest = (dependencies: string[], devDependencies: string[] = []) =>
    JSON.stringify({
      dependencies: Object.fromEntries(dependencies.map((name) => [name, '*'])),
      devDependencies: Object.fromEntries(devDependencies.map((name) => [name, '*'])),
    });
  const packages = ['zod', 'pg', 'typeorm', 'undeclared', 'only-for-tests'].flatMap((name) => [
    [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
    [`node_modules/${name}/index.js`, leaf],
  ]);
  return {
    ...Object.fromEntries(packages),
    'package.json': manifest([]),
    'server/package.json': manifest(['pg', 'zod'], ['only-for-tests']),
    'shared/package.json': manifest(['zod']),
    'migrations/package.json': manifest(['typeorm']),
    'web/package.json': manifest(['zod']),
  };
}
