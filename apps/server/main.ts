/** The operator's command line: one word per task, each with `--help` and `--json`, non-zero on failure. */
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { Command } from 'commander'

// Compiled modules are kept between starts, which saves a good part of each. Commands are imported below, after this.
enableCompileCache(process.env.NODE_COMPILE_CACHE ?? join(import.meta.dirname, '../../.liren/compile-cache'))

const program = new Command('liren')
  .description('Liren 里仁 — run, fill, check and keep a district')
  .showHelpAfterError()

program
  .command('start')
  .description('start the district on one port (PORT, default 8080); seeds the demo data on first run')
  .option('--port <number>', 'port to listen on')
  .option('--preset <name>', 'yuexiu, guali, none, or a folder')
  .option('--scale <scale>', 'demo or full', 'demo')
  .option('--no-seed', 'do not seed demo data')
  .option('--fresh', 'a practice space begins anew (nothing else does)')
  .option('--json', 'print one JSON value')
  .action(async (options) => (await import('./commands/start.ts')).start(options))

program
  .command('seed')
  .description('lay down a preset’s data without starting')
  .option('--preset <name>', 'yuexiu, guali, none, or a folder')
  .option('--scale <scale>', 'demo, or full (190,000 residents, 100,000 cases)', 'demo')
  .option('--json', 'print one JSON value')
  .action(async (options) => (await import('./commands/seed.ts')).seed(options))

program
  .command('import')
  .description(
    'take a table in: `import cases FILE` (CSV, XLSX or JSON lines), `import people FILE` (CSV or XLSX), `import services FILE` (a catalogue of items: CSV, XLSX or JSON), `import values FILE --unit CODE` (what a department knows of people or enterprises: CSV, XLSX or JSON lines)',
  )
  .argument('<what>', 'cases, people, services or values')
  .argument(
    '<file>',
    'the table; refused rows are written to FILE.errors.csv, taken ones worth a look to FILE.notices.csv',
  )
  .option('--map <map>', 'a JSON file (field → heading), or the name of a saved map; common headings are recognised')
  .option('--save-map <name>', 'keep the map under this name')
  .option('--dry-run', 'say what would happen, write nothing')
  .option('--limit <rows>', 'stop after so many rows (cases)')
  .option('--resume', 'go on where the same file stopped (cases)')
  .option('--source <code>', 'source of the cases', 'import')
  .option('--system <name>', 'system the rows come from; with a row’s own id it says which case it is')
  .option(
    '--place-by <how>',
    'coordinates outside the district: none (refused, or kept as told with --area), shift or hash (cases)',
    'none',
  )
  .option('--area <code>', 'area of rows that name none')
  .option('--unit <code>', 'the department whose table it is (values)')
  .option('--about <whom>', 'person or enterprise (values)', 'person')
  .option('--on <day>', 'the day the table speaks of, today by default (values; yyyy-MM-dd)')
  .option('--preset <name>', 'yuexiu, guali, none, or a folder')
  .option('--json', 'print one JSON value')
  .action(async (what, file, options) => (await import('./commands/import.ts')).importTable(what, file, options))

program
  .command('verify')
  .description('check what must never change: `verify audit`, `verify points`')
  .argument('<what>', 'audit or points')
  .option('--anchors <file>', 'file of anchors kept outside the database')
  .option('--json', 'print one JSON value')
  .action(async (what, options) => (await import('./commands/verify.ts')).verify(what, options))

program
  .command('backup')
  .description('write the whole district into one file')
  .argument('[file]', 'where to; a dated file below the data folder by default')
  .option('--json', 'print one JSON value')
  .action(async (file, options) => (await import('./commands/backup.ts')).makeBackup(file, options))

program
  .command('restore')
  .description('load a backup into an empty schema')
  .argument('<file>', 'the backup')
  .option('--ignore-keys', 'restore although sealed fields cannot be opened with the keys at hand')
  .option('--json', 'print one JSON value')
  .action(async (file, options) => (await import('./commands/backup.ts')).restoreBackup(file, options))

program
  .command('doctor')
  .description('look at everything that has to be right')
  .option('--json', 'print one JSON value')
  .action(async (options) => (await import('./commands/doctor.ts')).doctor(options))

const admin = program.command('admin').description('administrators of a district that has none yet')

admin
  .command('first')
  .description('make the first administrators, each with a password shown once; refused where there are any')
  .requiredOption('--system <login>', 'system administrator: LOGIN, or LOGIN=NAME')
  .requiredOption('--security <login>', 'security administrator: LOGIN, or LOGIN=NAME')
  .option('--audit <login>', 'audit administrator: LOGIN, or LOGIN=NAME')
  .option('--preset <name>', 'yuexiu, guali, none, or a folder')
  .option('--json', 'print one JSON value')
  .action(async (options) => (await import('./commands/admin.ts')).firstAdministrators(options))

const triage = program
  .command('triage')
  .description('the text model that proposes where a report belongs: train it, measure it, ask it')

triage
  .command('train')
  .description('learn from labelled rows (JSON lines with title, text, label) and write a model')
  .argument('<file>', 'the rows')
  .requiredOption('--out <model>', 'where the model goes')
  .option('--seed <number>', 'same rows and same seed, same model', '1')
  .option('--json', 'print one JSON value')
  .action(async (file, options) => (await import('./commands/triage.ts')).train(file, options))

triage
  .command('eval')
  .description('measure on labelled rows: learn from --train, or take --model')
  .requiredOption('--test <file>', 'the rows to measure on')
  .option('--train <file>', 'the rows to learn from')
  .option('--model <model>', 'a model written by `triage train`')
  .option('--seed <number>', 'same rows and same seed, same model', '1')
  .option('--json', 'print one JSON value')
  .action(async (options) => (await import('./commands/triage.ts')).measure(options))

triage
  .command('predict')
  .description('say where a text belongs, how surely, and which words counted')
  .argument('[text]', 'the text')
  .requiredOption('--model <model>', 'a model written by `triage train`')
  .option('--title <title>', 'title of the text')
  .option('--file <file>', 'many texts: JSON lines with title and text')
  .option('--json', 'print one JSON value')
  .action(async (text, options) => (await import('./commands/triage.ts')).foretell(text, options))

triage
  .command('learn')
  .description(
    "closed orders of an older system (JSON lines as for `train`, or a table) become this district's examples",
  )
  .argument('<file>', 'the rows; their labels are codes or names of categories here')
  .option('--map <map>', 'a JSON file: which column is what, and which category their words mean')
  .option('--no-train', 'only take the rows in; the model is made at night')
  .option('--preset <name>', 'preset of the district')
  .option('--json', 'print one JSON value')
  .action(async (file, options) => (await import('./commands/triage-history.ts')).learn(file, options))

triage
  .command('install')
  .description('put a model written by `triage train` to work in this district')
  .argument('<model>', "the model; its labels must be codes of the district's categories")
  .option('--preset <name>', 'preset of the district')
  .option('--json', 'print one JSON value')
  .action(async (model, options) => (await import('./commands/triage-history.ts')).install(model, options))

triage
  .command('hotspots')
  .description('find causes many people report (JSON lines with id, user, title, text, time, up, down), hottest first')
  .argument('<file>', 'the messages')
  .option('--json', 'print one JSON value')
  .action(async (file, options) => (await import('./commands/triage-hotspots.ts')).hotspots(file, options))

const benefits = program
  .command('benefits')
  .description('policies find people: rules tried on cases, without a database')

benefits
  .command('eval')
  .description('say who is eligible under which rule, and where that differs from what the cases have recorded')
  .requiredOption('--rules <file>', 'rules (JSON): our own shape, or benefits of the simulator aides-jeunes')
  .requiredOption('--cases <file>', 'cases (JSON): our own shape, or persons of that simulator')
  .option('--today <day>', 'the day of cases that name none (yyyy-MM-dd)')
  .option('--strict', 'end with 1 when an answer differs from a recorded one')
  .option('--json', 'print one JSON value')
  .action(async (options) => (await import('./commands/benefits.ts')).evaluateBenefits(options))
const tool = program
  .command('tool')
  .description('declared tools: check a document, pack and sign it, install it, compare two versions, try its examples')

tool
  .command('validate')
  .description('check a document or parcel: format, words, expressions, processes, data and permissions, links')
  .argument('<file>', 'the document (JSON) or a parcel')
  .option('--json', 'print one JSON value')
  .action(async (file, options) => (await import('./commands/tool.ts')).validate(file, options))

tool
  .command('pack')
  .description('write a parcel: the same bytes for the same document, with its digest')
  .argument('<file>', 'the document')
  .option('--out <file>', 'where to; <name>.tool.json beside it by default')
  .option('--json', 'print one JSON value')
  .action(async (file, options) => (await import('./commands/tool.ts')).packTool(file, options))

tool
  .command('key')
  .description('make a publisher’s signing key (Ed25519): a secret file and a public one')
  .argument('<publisher>', 'the publisher as the document names it')
  .requiredOption('--out <file>', 'where the secret file goes')
  .option('--json', 'print one JSON value')
  .action(async (publisher, options) => (await import('./commands/tool.ts')).newKey(publisher, options))

tool
  .command('sign')
  .description('sign a document or parcel with a publisher’s key')
  .argument('<file>', 'the document or parcel')
  .requiredOption('--key <file>', 'the publisher’s secret key file')
  .option('--out <file>', 'where to; <name>.tool.json beside it by default')
  .option('--json', 'print one JSON value')
  .action(async (file, options) => (await import('./commands/tool.ts')).signTool(file, options))

tool
  .command('verify')
  .description('say whether a parcel was signed by this key')
  .argument('<file>', 'the parcel')
  .requiredOption('--key <file>', 'the publisher’s public key file')
  .option('--json', 'print one JSON value')
  .action(async (file, options) => (await import('./commands/tool.ts')).verifyTool(file, options))

tool
  .command('install')
  .description('take a signed parcel into this district; it is there at once, also where the district is running')
  .argument('<file>', 'the parcel')
  .option('--trust <file>', 'public key file of a publisher who is trusted from now on')
  .option('--home <area>', 'area code of the community that makes it')
  .option('--unsigned', 'take it although nobody signed; for the operator’s own documents')
  .option('--preset <name>', 'yuexiu, guali, none, or a folder')
  .option('--json', 'print one JSON value')
  .action(async (file, options) => (await import('./commands/tool.ts')).installTool(file, options))

tool
  .command('diff')
  .description(
    'what changes from one version to the next, what of it breaks, and which step of the number that deserves',
  )
  .argument('<before>', 'the older document or parcel')
  .argument('<after>', 'the newer one')
  .option('--json', 'print one JSON value')
  .action(async (before, after, options) => (await import('./commands/tool.ts')).diffTools(before, after, options))

tool
  .command('test')
  .description('play the document’s own example journeys')
  .argument('<file>', 'the document or parcel')
  .option('--json', 'print one JSON value')
  .action(async (file, options) => (await import('./commands/tool.ts')).testTool(file, options))

const forms = program
  .command('forms')
  .description('forms and JSON Schemas: faults, and what is left to type, without a database')

forms
  .command('check')
  .description('what is wrong with a form definition or a JSON Schema, and how many leaf fields it has')
  .argument('<file>', 'the definition, or the JSON Schema')
  .option('--json', 'print one JSON value')
  .action(async (file, options) => (await import('./commands/forms.ts')).check(file, options))

forms
  .command('savings')
  .description('how many leaf fields remain to be typed once a form is filled from a record')
  .requiredOption('--form <file>', 'a definition, or a JSON Schema')
  .requiredOption('--record <file>', 'what is held about somebody (JSON; dictionary keys, nested or dotted)')
  .option('--today <day>', 'the day it is filled in (yyyy-MM-dd)')
  .option('--json', 'print one JSON value')
  .action(async (options) => (await import('./commands/forms.ts')).savings(options))

try {
  await program.parseAsync()
} catch (error) {
  const message = error instanceof Error ? error.message : String(error)
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ error: message })}\n`)
  else process.stderr.write(`${message}\n`)
  process.exitCode = 1
}
