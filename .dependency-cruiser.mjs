/**
 * Who may import whom. Everything is written by pattern, so that a new folder is covered the day it exists. Checked by
 * `npm run check`; server/test/import-rules.spec.ts plants a violation of each rule.
 */

/** The one table of ranks: a module imports from lower ranks only. A folder that is not named here has the highest one. */
const RANKS = [
  ['organisations', 'agents', 'contacts'],
  ['tickets', 'first-run', 'orders'],
  ['imports', 'routing', 'sla', 'ticket-orders'],
  ['macros', 'norms', 'rules'],
];

const MODULES = '^server/src/modules/';
const CHANNELS = '^server/src/channels/';
/** Files beside the folders of server/src (main.ts, app.module.ts, …): they put everything together. */
const TOP_OF_SERVER = '^server/src/[^/]+$';
const PUBLIC = '/public[.]ts$';
const TESTING = '/testing/';
const SPEC = '[.]spec[.]tsx?$';
const BESIDE_THE_PRODUCT = '^(?:server/(?:test|bench|demo)|web/(?:e2e|bench))/';

const inModules = (names) => `${MODULES}(?:${names.join('|')})/`;

/** A module of this rank may import itself and every lower rank. */
function rankRule(rank) {
  const named = RANKS[rank];
  return {
    name: `rank-${rank}-imports-lower-ranks-only`,
    comment: `A module of rank ${rank} imports ${rank === 0 ? 'no other module' : `modules below rank ${rank} only`}; what must flow the other way is an event.`,
    from: { path: `${MODULES}(${named ? named.join('|') : '[^/]+'})/`, ...(named ? {} : { pathNot: RANKS.map(inModules) }) },
    to: { path: `${MODULES}[^/]+/`, pathNot: [`${MODULES}$1/`, TESTING, ...RANKS.slice(0, rank).map(inModules)] },
  };
}

export default {
  forbidden: [
    {
      name: 'shared-imports-only-zod',
      comment: 'What server and console share stands on zod alone, so that it runs everywhere.',
      from: { path: '^shared/src/', pathNot: SPEC },
      to: { pathNot: ['^shared/src/', 'node_modules/zod/'] },
    },
    {
      name: 'migrations-import-only-typeorm',
      comment: 'A migration is SQL of its day: code that lives on would change it afterwards.',
      from: { path: '^migrations/src/', pathNot: SPEC },
      to: { pathNot: ['node_modules/typeorm/'] },
    },
    {
      name: 'web-knows-no-server',
      comment: 'The console knows the server by its contracts in shared only, not even by its types.',
      from: { path: '^web/' },
      to: { path: '^(?:server|migrations)/' },
    },
    {
      name: 'server-knows-no-web',
      comment: 'The server knows nothing of the console that is built upon it.',
      from: { path: '^(?:server|migrations)/' },
      to: { path: '^web/' },
    },
    {
      name: 'platform-knows-no-product',
      comment: 'The platform is technology: it imports no module, no channel and nothing that lists them.',
      from: { path: '^server/src/platform/' },
      to: { path: [MODULES, CHANNELS, TOP_OF_SERVER] },
    },
    {
      name: 'modules-know-no-channel',
      comment: 'The product does not learn by which channel a message comes: it reads capabilities.',
      from: { path: MODULES },
      to: { path: CHANNELS },
    },
    {
      name: 'nobody-imports-upwards',
      comment: 'The files that put everything together are imported by nothing below them.',
      from: { path: [MODULES, `${CHANNELS}[^/]+/`], pathNot: SPEC },
      to: { path: [TOP_OF_SERVER, '^server/src/(?:modules|channels)/[^/]+$'] },
    },
    {
      name: 'modules-meet-at-public',
      comment: 'Another module is entered by its public.ts, which lists what it promises.',
      from: { path: `${MODULES}([^/]+)/` },
      to: { path: `${MODULES}[^/]+/`, pathNot: [`${MODULES}$1/`, PUBLIC, TESTING] },
    },
    {
      name: 'channels-enter-modules-by-public',
      comment: 'A channel enters a module by its public.ts, too.',
      from: { path: CHANNELS },
      to: { path: MODULES, pathNot: [PUBLIC, TESTING] },
    },
    rankRule(0),
    rankRule(1),
    rankRule(2),
    rankRule(3),
    rankRule(4),
    {
      name: 'channels-are-strangers',
      comment: 'A channel imports the core and itself, never another channel.',
      from: { path: `${CHANNELS}([^/]+)/` },
      to: { path: `${CHANNELS}[^/]+/`, pathNot: [`${CHANNELS}(?:core|$1)/`] },
    },
    {
      name: 'a-channel-needs-no-more',
      comment:
        'The channel that is made by the recipe of the README stands on what every channel stands on, and on nothing else of the house.',
      from: { path: '^server/test/sixth-channel/', pathNot: [SPEC, TESTING] },
      to: {
        path: '^(?:server|web|migrations)/',
        pathNot: ['^server/test/sixth-channel/', `${CHANNELS}core/`, '^server/src/platform/', PUBLIC],
      },
    },
    {
      name: 'core-knows-no-channel',
      comment: 'The core of the channels never learns the name of a channel.',
      from: { path: `${CHANNELS}core/` },
      to: { path: CHANNELS, pathNot: `${CHANNELS}core/` },
    },
    {
      name: 'testing-is-for-specs',
      comment: 'Builders and fakes in testing/ are imported by specs, by each other and by what stands beside the product.',
      from: { pathNot: [SPEC, TESTING, BESIDE_THE_PRODUCT] },
      to: { path: TESTING },
    },
    {
      name: 'product-knows-no-test',
      comment: 'The product imports nothing that exists only to test, measure or show it.',
      from: { path: '^(?:server|web(?:/widget)?|shared|migrations)/src/', pathNot: [SPEC, TESTING] },
      to: { path: [BESIDE_THE_PRODUCT, SPEC] },
    },
    {
      name: 'only-platform-connects-to-postgres',
      comment: 'The way to the database is UnitOfWork, which puts the organisation on every transaction.',
      from: { path: [MODULES, CHANNELS], pathNot: [SPEC, TESTING] },
      to: { path: 'node_modules/pg/' },
    },
    {
      name: 'web-lib-and-ui-know-no-feature',
      comment: 'Code in lib and ui is free of the product: it imports no feature and no page.',
      from: { path: '^web/src/(?:lib|ui)/' },
      to: { path: '^web/src/(?:features|app)/' },
    },
    {
      name: 'web-features-know-no-app',
      comment: 'A feature does not know on which page it stands.',
      from: { path: '^web/src/features/' },
      to: { path: '^web/src/app/' },
    },
    {
      name: 'web-features-are-strangers',
      comment: 'A feature imports no other feature; app brings them together.',
      from: { path: '^web/src/features/([^/]+)/' },
      to: { path: '^web/src/features/[^/]+/', pathNot: '^web/src/features/$1/' },
    },
    {
      name: 'console-and-widget-are-strangers',
      comment: 'The widget is loaded by shops, the console by agents: what one took from the other, both would have to carry.',
      from: { path: '^web/(src|widget)/' },
      to: { path: '^web/(?:src|widget)/', pathNot: '^web/$1/' },
    },
    {
      name: 'web-runs-in-the-browser',
      comment: 'The console and the widget run in a browser, where there is nothing of Node.',
      from: { path: '^web/(?:src|widget/src)/', pathNot: SPEC },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other cannot be understood, tested or moved alone.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'imports-resolve',
      comment: 'Every import leads to a file or a package that is there.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'packages-are-declared',
      comment: 'A package is imported by who lists it in its package.json.',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'product-needs-no-dev-dependency',
      comment: 'What runs in production is a dependency, not a devDependency.',
      from: { path: '^(?:server|web(?:/widget)?|shared|migrations)/src/', pathNot: [SPEC, TESTING] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ].map((rule) => ({ ...rule, severity: 'error' })),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)dist[^/]*/' },
    // Types too: an import of a type ties two files together just the same.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'browser', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
};
