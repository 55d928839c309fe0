/** 222 communities in one district, each with settings of its own: how long their list takes, and moving from one to the next; limit one second each. */
import { setTimeout as rest } from 'node:timers/promises'
import identity from '@liren/identity/server'
import { launcher } from '@liren/launcher/contract'
import launcherModule from '@liren/launcher/server'
import organisation from '@liren/organisation/server'
import people from '@liren/people/server'
import { territory } from '@liren/territory/contract'
import territoryModule from '@liren/territory/server'
import { host } from '@liren/testing'
import testServer from '@liren/testing/database'
import { percentile, report } from './measure.ts'

const communities = 222
const limitMs = 1000
const stopServer = await testServer()
const town = await host([territoryModule, organisation, identity, people, launcherModule])
const area = (index: number) =>
  `4401040${String(Math.floor(index / 20) + 1).padStart(2, '0')}${String((index % 20) + 1).padStart(3, '0')}`
const codes = Array.from({ length: communities }, (_, index) => area(index))
const streets = [...new Set(codes.map((code) => `${code.slice(0, 9)}000`))]
await town.owner.query(
  `insert into territory_areas (code, name, level, parent_code, valid_from_on)
   select '440104000000', '越秀区', 'district', null, '2020-01-01'::date
   union all select code, code, 'subdistrict', '440104000000', '2020-01-01' from unnest($1::text[]) as code
   union all select code, code, 'community', left(code, 9) || '000', '2020-01-01' from unnest($2::text[]) as code`,
  [streets, codes],
)
const tilesOf = (index: number) => 4 + (index % 13)
await town.owner.query(
  `insert into kernel_settings (module, area_code, key, value, changed_at)
   select 'launcher', code, 'tilesAtMost', to_jsonb(4 + (n - 1) % 13), now() from unnest($1::text[]) with ordinality as given (code, n)`,
  [codes],
)
town.host.core.settings.forget()
await rest(100)

const timed = async <T>(ask: () => Promise<T>) => {
  const started = performance.now()
  const answer = await ask()
  return { answer, ms: performance.now() - started }
}
const lists: number[] = []
for (let round = 0; round < 30; round += 1) {
  const { answer, ms } = await timed(() =>
    town.guest.ask(territory, 'areas', { query: { within: '440104000000', level: 'community', limit: 500 } }),
  )
  if (answer.items.length !== communities) throw new Error(`${answer.items.length} communities listed`)
  lists.push(ms)
}
const switches: number[] = []
for (const [index, code] of codes.entries()) {
  const { answer, ms } = await timed(() => town.guest.ask(launcher, 'home', { query: { area: code } }))
  if (answer.atMost !== tilesOf(index)) throw new Error(`${code} shows the settings of another community`)
  switches.push(ms)
}
await town.close()
await stopServer()
console.log(
  `${communities} communities: list p50 ${percentile(lists, 50).toFixed(1)} ms, first look at each p50 ${percentile(switches, 50).toFixed(1)} ms`,
)
report('list of communities, slowest', Math.max(...lists), { atMost: limitMs }, ' ms')
report('moving to a community with its own settings, slowest', Math.max(...switches), { atMost: limitMs }, ' ms')
process.exit()
