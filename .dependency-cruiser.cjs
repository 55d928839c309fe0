/** The floors of the house, as rules: arrows point down, modules meet only by contract, features never meet at all. */

/** Modules others may need. Everything else under modules/ is a feature. */
const foundations = 'territory|organisation|identity|people|files|notices|matters|catalogue|forms|points|things'
const tests = '\\.test\\.tsx?$'
/** What tests of a module, or of the server, share: small towns, stand-ins, pictures. */
const props = '^(modules|apps)/[^/]+/testing/'
/** Tests, and small programs that write a file screens then use; none of them reaches a browser. */
const offline = '\\.test\\.tsx?$|/write-[a-z-]+\\.ts$'
const ownWalls = '^(packages|modules|apps|presets|e2e|bench|scripts)/'

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    forbid(
      'no-cycles',
      'Files that import each other in a circle cannot be understood one by one.',
      {},
      { circular: true },
    ),
    forbid(
      'no-unknown-imports',
      'An import must lead somewhere.',
      { path: ownWalls },
      { couldNotResolve: true, pathNot: '^(virtual:|node:)|\\?|\\.css$' },
    ),

    forbid(
      'contract-knows-nothing',
      'packages/contract runs anywhere: it imports typebox, and CEL for rules.',
      { path: '^packages/contract/', pathNot: tests },
      { pathNot: '^packages/contract/|node_modules/(typebox|@marcbachmann/cel-js)/' },
    ),
    forbid(
      'kernel-is-below',
      'The kernel knows the contract language and libraries, never a module, a screen or an app.',
      { path: '^packages/kernel/', pathNot: tests },
      { path: ownWalls, pathNot: '^packages/(kernel|contract)/' },
    ),
    forbid(
      'web-is-below',
      'The browser host knows the contract language and libraries, never a module, the kernel or an app.',
      { path: '^packages/web/', pathNot: tests },
      { path: ownWalls, pathNot: '^packages/(web|contract)/' },
    ),
    forbid(
      'testing-is-below',
      'The test host boots whatever modules it is given; it imports none.',
      { path: '^packages/testing/', pathNot: tests },
      { path: ownWalls, pathNot: '^packages/(testing|kernel|contract)/' },
    ),
    forbid(
      'apps-are-the-roof',
      'Nothing imports an app but the app itself and journeys through it.',
      { path: ownWalls, pathNot: '^(apps|e2e|bench)/' },
      { path: '^apps/' },
    ),
    forbid(
      'server-app-has-no-screens',
      'apps/server serves built screens; it does not import them.',
      { path: '^apps/server/', pathNot: tests },
      { path: '^(apps/web|packages/web|modules/[^/]+/web)/' },
    ),
    forbid(
      'web-app-has-no-server',
      'apps/web runs in a browser.',
      { path: '^apps/web/', pathNot: tests },
      { path: '^(apps/server|packages/(kernel|testing)|modules/[^/]+/server)/' },
    ),

    forbid(
      'modules-meet-by-contract',
      'A module sees of another one its contract only (and, in tests, its plug); screens may also use the photo parts of files and the parts a form is filled in with, looks are shown by and matters are handed on with, and everybody what a form is worth for given answers.',
      { path: '^modules/([^/]+)/', pathNot: `${tests}|${props}` },
      {
        path: '^modules/',
        pathNot: `^modules/$1/|^modules/(${foundations})/contract\\.ts$|^modules/files/web/(photo-picker|photo-facts|photos|picked)\\.tsx?$|^modules/forms/web/(parts/|send-submit\\.ts$)|^modules/(matters|people)/web/parts/|^modules/forms/(check|evaluate)\\.ts$`,
      },
    ),
    forbid(
      'features-never-meet',
      'Needs name foundations only. Two features meet by event, rule, slot or view.',
      { path: '^modules/([^/]+)/' },
      { path: '^modules/', pathNot: `^modules/$1/|^modules/(${foundations})/` },
    ),
    forbid(
      'foundations-stand-below-features',
      'A foundation never imports a feature, not even in a test.',
      { path: `^modules/(${foundations})/` },
      { path: '^modules/', pathNot: `^modules/(${foundations})/` },
    ),
    forbid(
      'server-side-has-no-screens',
      "A module's server never imports its screens or the browser host.",
      { path: '^modules/[^/]+/server/' },
      { path: '^(modules/[^/]+/web|packages/web)/' },
    ),
    forbid(
      'screens-have-no-server',
      "A module's screens run in a browser: no kernel, no server, no Node.",
      { path: '^modules/[^/]+/web/', pathNot: tests },
      { path: '^(modules/[^/]+/server|packages/(kernel|testing))/' },
    ),
    forbid(
      'screens-have-no-node',
      "A module's screens run in a browser.",
      { path: '^(modules/[^/]+/web|packages/web)/', pathNot: offline },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'the-heart-is-pure',
      'The heart and the contract of a module serve both sides: no kernel, no server, no screens, no Node.',
      { path: '^modules/[^/]+/[^/]+\\.tsx?$', pathNot: `${tests}|/seed\\.ts$` },
      { path: '^(modules/[^/]+/(server|web)/|packages/(kernel|web|testing)/)' },
    ),
    forbid(
      'the-heart-touches-nothing',
      'The heart of a module has no file, process or network of its own. Hashing is arithmetic.',
      { path: '^modules/[^/]+/[^/]+\\.tsx?$', pathNot: `${tests}|/seed\\.ts$` },
      { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    ),
    forbid(
      'screens-reach-no-node',
      'Nothing a screen imports, at any distance, needs Node.',
      { path: '^(modules/[^/]+/web|packages/web|apps/web/(resident|worker|merchant|desk))/', pathNot: offline },
      {
        path: '^(node:)?(assert|buffer|child_process|crypto|events|fs|http|https|net|os|path|process|stream|url|util|worker_threads)(/|$)',
        reachable: true,
      },
    ),
    forbid(
      'presets-are-words',
      'Presets are data, never code.',
      { path: '^presets/', pathNot: tests },
      { path: ownWalls, pathNot: '^presets/' },
    ),
    forbid(
      'nobody-imports-a-preset',
      'Presets are read at run time.',
      { path: ownWalls, pathNot: '^presets/' },
      { path: '^presets/.*\\.[cm]?[jt]sx?$' },
    ),
    forbid('tests-are-not-imported', 'Nothing imports a test.', {}, { path: tests }),
    forbid(
      'props-are-for-tests',
      'What tests share serves tests only.',
      { path: ownWalls, pathNot: `${tests}|${props}|^(e2e|bench)/` },
      { path: props },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(packages|modules|apps|presets|e2e|bench)/.*(^|/)(dist|output)/' },
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
