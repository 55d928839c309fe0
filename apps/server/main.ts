/** The operator's command line: one word per task, each with `--help` and `--json`, non-zero on failure. */
import { Command } from 'commander'

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
  .command('verify')
  .description('check what must never change: `verify audit`')
  .argument('<what>', 'audit')
  .option('--anchors <file>', 'file of anchors kept outside the database')
  .option('--json', 'print one JSON value')
  .action(async (what, options) => (await import('./commands/verify.ts')).verify(what, options))

try {
  await program.parseAsync()
} catch (error) {
  const message = error instanceof Error ? error.message : String(error)
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify({ error: message })}\n`)
  else process.stderr.write(`${message}\n`)
  process.exitCode = 1
}
