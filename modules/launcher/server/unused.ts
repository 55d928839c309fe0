/** 僵尸模块 Parts of the platform that stand in a community and that nobody there used for a quarter: named, so that they can be switched off. */
import { dayOf } from '@liren/contract/day'
import { answer, modulesOff, switchable } from '@liren/kernel'
import { territory } from '@liren/territory/contract'
import { launcher } from '../contract.ts'
import { countedModules } from './count-use.on.ts'
import { store } from './store.ts'

/** As long as a tool of the library may go unused before it is named. */
export const unusedDays = 90
const dayMs = 86_400_000
/** Named one by one; of the rest only how many there are. */
const areasAtMost = 40

export const unused = answer(launcher, 'unused', async (work, { query }) => {
  const standing = switchable(work).filter((module) => countedModules.some((one) => one === module))
  const communities = await work.use(territory).areasAt('community', query.area)
  const codes = communities.map(({ code }) => code)
  const from = dayOf(new Date(work.now.getTime() - unusedDays * dayMs))
  const tables = store(work.db)
  const [rows, leftOut] = await Promise.all([
    tables.unusedSince(
      standing.map((module) => `native:${module}`),
      codes,
      from,
    ),
    tables.leftOut(codes, work.now),
  ])
  // What a community switched off, or left off its home page, is put down already.
  const gone = new Set(leftOut.map(({ areaCode, tileId }) => `${areaCode} ${tileId}`))
  for (const areaCode of new Set(rows.map((row) => row.areaCode)))
    for (const module of await modulesOff(work, areaCode)) gone.add(`${areaCode} native:${module}`)
  const left = rows.filter(({ areaCode, tileId }) => !gone.has(`${areaCode} ${tileId}`))
  const maySwitch = ({ areaCode }: { readonly areaCode: string }) => work.may('launcher.compose', { area: areaCode })
  const names = new Map(communities.map(({ code, name }) => [code, name]))
  return {
    days: unusedDays,
    communities: codes.length,
    items: [...Map.groupBy(left, ({ tileId }) => tileId)]
      .map(([id, areas]) => ({
        id,
        unusedIn: areas.length,
        areas: areas
          // Where whoever asks can do something comes first.
          .toSorted((one, other) => Number(maySwitch(other)) - Number(maySwitch(one)))
          .slice(0, areasAtMost)
          .map(({ areaCode, usedOn }) => ({
            areaCode,
            areaName: names.get(areaCode) ?? areaCode,
            // To the month: on which day few people did something is nobody's business.
            monthsAgo: usedOn === null ? null : Math.floor((work.now.getTime() - Date.parse(usedOn)) / dayMs / 30),
            maySwitch: maySwitch({ areaCode }),
          })),
      }))
      .toSorted((one, other) => other.unusedIn - one.unusedIn || (one.id < other.id ? -1 : 1)),
  }
})
