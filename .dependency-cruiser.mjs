// Who may know whom. A path here is a regular expression; $1 in `to` is the group matched in `from`.
const ours = { pathNot: '\\.test\\.tsx?$' };

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'shared-imports-nothing', severity: 'error', from: { path: '^shared/', ...ours }, to: { pathNot: '^shared/|(^|/)node_modules/zod/' } },
    {
      name: 'window-knows-only-shared',
      severity: 'error',
      from: { path: '^renderer/', ...ours },
      to: { path: '^(main|scripts|test)/|(^|/)node_modules/(electron|better-sqlite3)/' },
    },
    { name: 'window-has-no-node', severity: 'error', from: { path: '^renderer/', ...ours }, to: { dependencyTypes: ['core'] } },
    {
      name: 'shell-only-forks-the-engine',
      severity: 'error',
      from: { path: '^main/[^/]+\\.ts$', pathNot: '^main/cli\\.ts$|\\.test\\.ts$' },
      to: { path: '^main/(engine|cli)/|^main/cli\\.ts$|^renderer/|(^|/)node_modules/better-sqlite3/' },
    },
    {
      name: 'engine-knows-no-electron',
      severity: 'error',
      from: { path: '^main/(engine|cli)/|^main/cli\\.ts$' },
      to: { path: '(^|/)node_modules/electron/|^renderer/|^main/(?!engine/|cli/)[^/]+\\.ts$' },
    },
    {
      name: 'no-network',
      severity: 'error',
      from: { path: '^(shared|main|renderer)/', ...ours },
      to: { path: '^(node:)?(http|https|http2|net|tls|dgram|dns)(/promises)?$' },
    },
    { name: 'sources-are-pure', severity: 'error', from: { path: '^main/engine/sources/', ...ours }, to: { pathNot: '^shared/|^main/engine/sources/' } },
    {
      name: 'no-source-knows-another',
      severity: 'error',
      from: { path: '^main/engine/sources/(?!kit/)([^/]+)/', ...ours },
      to: { path: '^main/engine/sources/[^/]+/', pathNot: '^main/engine/sources/($1|kit)/' },
    },
    {
      name: 'only-store-knows-the-database',
      severity: 'error',
      from: { path: '^(main|shared|renderer)/', pathNot: '^main/engine/store/|\\.test\\.ts$' },
      to: { path: '(^|/)node_modules/better-sqlite3/' },
    },
    {
      name: 'store-knows-only-shared',
      severity: 'error',
      from: { path: '^main/engine/store/', ...ours },
      to: { path: '^main/', pathNot: '^main/engine/(store/|sources/source\\.ts$|context\\.ts$)' },
    },
    {
      name: 'middle-knows-shared-and-store',
      severity: 'error',
      from: { path: '^main/engine/(graph|findings|report|integrity)/', ...ours },
      to: { path: '^main/', pathNot: '^main/engine/($1|store)/|^main/engine/context\\.ts$' },
    },
    {
      name: 'answers-know-the-graph-too',
      severity: 'error',
      from: { path: '^main/engine/answers/', ...ours },
      to: { path: '^main/', pathNot: '^main/engine/(answers|graph|store)/|^main/engine/context\\.ts$' },
    },
    {
      name: 'evidence-knows-the-report-too',
      severity: 'error',
      from: { path: '^main/engine/evidence/', ...ours },
      to: { path: '^main/', pathNot: '^main/engine/(evidence|report|store)/|^main/engine/context\\.ts$' },
    },
    {
      name: 'api-is-the-top',
      severity: 'error',
      from: { path: '^main/', pathNot: '^main/engine/(api/|main\\.ts$)|^main/cli(\\.ts$|/)|\\.test\\.ts$' },
      to: { path: '^main/engine/api/' },
    },
    {
      name: 'no-view-knows-another',
      severity: 'error',
      from: { path: '^renderer/views/([^/]+)/', ...ours },
      to: { path: '^renderer/views/[^/]+/', pathNot: '^renderer/views/$1/' },
    },
    { name: 'nothing-imports-tests', severity: 'error', from: { path: '^(shared|main|renderer|scripts)/', ...ours }, to: { path: '^test/|\\.test\\.tsx?$' } },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
  ],
  options: {
    // TypeScript 7 has no interface that dependency-cruiser knows: without this it finds no module at all and calls that success.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|demo|assets)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
    moduleSystems: ['es6'],
  },
};
