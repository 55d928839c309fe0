/**
 * Every message leads somewhere: each `link` a module sends has a page on every board on which those it is sent to may read it. A link that is
 * not named below fails the test, so that whoever writes one says who gets it.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WebModule } from '@liren/web/module.ts'
import { expect, test } from 'vitest'
import { boardsOf } from '../../modules/identity/persona.ts'
import { projectRoot } from './preset.ts'

/** Whom each link is sent to. Residents and merchants are people without an office. */
const recipients: Readonly<Record<string, readonly string[]>> = {
  '/appointments/mine': ['resident'],
  '/benefits': ['resident', 'merchant'],
  '/cases/:id': ['dispatcher'],
  '/catalogue/breaches': ['resident'],
  '/catalogue/datasets': ['dataSteward'],
  '/command/alerts': ['gridWorker', 'communityWorker', 'handler', 'dutyLeader'],
  '/command/calls': ['gridWorker', 'communityWorker', 'handler', 'dutyLeader'],
  '/command/scores': ['handler', 'communityWorker', 'dutyLeader'],
  '/connectors/messages': ['dispatcher'],
  '/identity/account': ['resident', 'gridWorker', 'dutyLeader'],
  '/mall': ['communityWorker', 'communityAdmin'],
  '/mall/reservations': ['resident'],
  '/matters/:id': ['resident', 'merchant', 'gridWorker', 'communityWorker', 'handler', 'dispatcher', 'dutyLeader'],
  '/matters/progress': ['resident'],
  '/mutual-aid/:id': ['resident'],
  '/mutual-aid/danger/:id': ['communityWorker', 'gridWorker', 'communityAdmin'],
  '/one-form/burden': ['dataSteward'],
  '/patrol': ['gridWorker'],
  '/people/me/rights': ['resident'],
  '/points': ['resident'],
  '/services/:id': ['resident'],
  '/services/items/:id': ['resident'],
  '/services/licences': ['resident'],
  '/tool-library/boards': ['communityAdmin'],
  '/tool-library/contribute': ['resident'],
  '/tool-library/outside': ['dataSteward'],
  '/tool-library/records/:id': ['resident', 'gridWorker'],
  '/tool-library/remarks': ['resident'],
  '/tool-library/studio': ['communityAdmin', 'communityWorker', 'dataSteward', 'handler'],
  '/tool-library/uses': ['communityAdmin', 'dataSteward'],
  '/triage': ['dataSteward'],
}
/** Mended at the desk only; on a phone the notice says what happened. */
const atTheDesk = new Set(['/connectors/messages'])
/** Pages of the shell, on every board. */
const ofTheShell = new Set(['/me'])

const plugs = import.meta.glob('../../modules/*/web/module.tsx', { eager: true }) as Readonly<
  Record<string, { readonly default: WebModule }>
>
const pages = new Set(
  Object.values(plugs).flatMap(({ default: plug }) =>
    Object.entries(plug.boards).flatMap(([board, parts]) =>
      (parts?.pages ?? []).map(({ path }) => `${board} ${path.replace(/:\w+/g, ':id')}`),
    ),
  ),
)

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)],
  )

/** What stands after `link:` wherever something is sent: `/matters/${id}` is `/matters/:id`. */
const linksSent = () => {
  const found = new Set<string>()
  for (const module of readdirSync(join(projectRoot, 'modules'))) {
    const folder = join(projectRoot, 'modules', module, 'server')
    const files = readdirSync(join(projectRoot, 'modules', module)).includes('server') ? filesUnder(folder) : []
    for (const file of files.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
      const source = readFileSync(file, 'utf8')
      if (!source.includes('topic:')) continue
      for (const [line] of source.matchAll(/\blink:.*$/gm))
        for (const [, text = ''] of line.matchAll(/['`](\/[^'`]*)['`]/g))
          found.add(text.replace(/\?[a-z]+=.*$/, '').replace(/\$\{[^}]*\}/g, ':id'))
    }
  }
  return found
}

test('every link that is sent says to whom, and nobody is named for a link that is sent no more', () => {
  expect([...linksSent()].filter((link) => !ofTheShell.has(link)).sort()).toEqual(Object.keys(recipients).sort())
})

test.each(Object.entries(recipients))('%s opens on every board of those it is sent to', (link, roles) => {
  const dead = roles
    .flatMap((role) => boardsOf([role]).filter((board) => board === 'desk' || !atTheDesk.has(link)))
    .map((board) => `${board} ${link}`)
    .filter((page) => !pages.has(page))
  expect(dead).toEqual([])
})
