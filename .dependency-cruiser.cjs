// Who may import whom, lowest tier first (design/style.md §2). The rules are generated from this table.
const TIERS = [
  ['organisations'],
  ['identity'],
  ['documents'],
  ['registers', 'signing', 'evidence', 'deliveries', 'letters', 'archive'],
  ['dossiers'],
  ['verification'],
  ['intake', 'tasks', 'drafting'],
  ['exchange', 'public-services', 'provisioning', 'mail', 'equipment', 'preservation'],
  ['indicators', 'search', 'notifications', 'audit', 'desk', 'setup', 'simulation'],
  ['programmes'],
]
const S = '^packages/server/src/'
const M = `${S}modules/`
const TEST = '\\.test\\.tsx?$'
const rule = (name, from, to) => ({ name, severity: 'error', from, to })
const tierRules = TIERS.flatMap((names, tier) =>
  names.map((name) =>
    rule(
      `tier: ${name}`,
      { path: `${M}${name}/`, pathNot: TEST },
      { path: `${M}(?!(${[...TIERS.slice(0, tier).flat(), name].join('|')})/)` },
    ),
  ),
)
module.exports = {
  forbidden: [
    ...tierRules,
    rule(
      'no-cycles',
      { path: '^(packages|e2e|scripts)/' },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    rule(
      'front-door-only',
      { path: `${M}([^/]+)/`, pathNot: TEST },
      { path: `${M}[^/]+/`, pathNot: [`${M}$1/`, `${M}[^/]+/index\\.ts$`] },
    ),
    rule(
      'wiring-only-from-compose',
      { path: '^packages/', pathNot: [`${S}compose\\.ts$`, TEST] },
      { path: `${M}[^/]+/module\\.ts$` },
    ),
    rule('lower-floors-know-no-module', { path: `${S}(kernel|platform|http)/`, pathNot: TEST }, { path: M }),
    rule('kernel-is-pure', { path: `${S}kernel/`, pathNot: TEST }, { path: `${S}(?!kernel/)` }),
    rule('platform-below-http', { path: `${S}platform/`, pathNot: TEST }, { path: `${S}http/` }),
    rule('use-cases-know-no-http', { path: M, pathNot: TEST }, { path: `${S}http/` }),
    rule(
      'pure-packages',
      { path: '^packages/(contract|edxml|sign-core|evidence|reader)/', pathNot: [TEST, 'test-kit'] },
      { path: '^packages/(server|web|cli|demo|lab|testkit)/' },
    ),
    rule(
      'pure-packages-no-io',
      {
        path: '^packages/(contract|edxml|sign-core|evidence|reader)/src/',
        pathNot: [TEST, 'test-kit', '/adapters/', '/testing/', '/fixtures?/', '-kit\\.ts$', 'corpus'],
      },
      { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer|zlib|util|stream|stream/promises)$' },
    ),
    rule(
      'web-sees-only-the-contract',
      { path: '^packages/web/', pathNot: TEST },
      { path: '^packages/(?!(web|contract)/)' },
    ),
    rule(
      'lab-never-in-the-product',
      { path: '^packages/(server|cli|web)/src/', pathNot: ['demo-loader', TEST, '/network/', '/axis'] },
      { path: '^packages/lab/' },
    ),
    rule(
      'testkit-only-in-tests',
      { path: '^packages/(?!testkit/)', pathNot: [TEST, '-kit\\.ts$', 'test-kit'] },
      { path: '^packages/testkit/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|fixtures)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
}
