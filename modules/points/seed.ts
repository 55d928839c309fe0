/** Rules of the preset, which count from the first day, and for a demo a year of entries and something to read. */
import { identity } from '@liren/identity/contract'
import { configOf, type Preset, type Seed, uuidv7, type Work } from '@liren/kernel'
import { people } from '@liren/people/contract'
import type { points } from './contract.ts'
import { addDays, dayOf } from './day.ts'
import type { Because } from './port.ts'
import type { RuleBody } from './rule.ts'
import { commonOf, walletOf } from './server/accounts.ts'
import { issue, post, transferOf } from './server/book.ts'
import { closeUntilYesterday } from './server/close-days.job.ts'
import { ledger } from './server/ledger-store.ts'
import { readingStore } from './server/reading-store.ts'
import { ruleStore } from './server/rule-store.ts'

type DemoYear = {
  /** What people do, how many points it brings, and on which days before today. */
  readonly earned: readonly {
    readonly rule: string
    readonly because: Because
    readonly amount: number
    readonly everyDays: number
  }[]
  readonly spent: readonly { readonly because: Because; readonly amount: number; readonly daysAgo: number }[]
  readonly logins: readonly string[]
}
type DemoReading = {
  readonly area: string
  readonly title: string
  readonly text: string
  readonly question: string
  readonly choices: readonly string[]
  readonly rightChoice: number
}
type PointsWork = Work<typeof points>

const yearOf = async (work: PointsWork, year: DemoYear, preset: Preset) => {
  for (const [turn, login] of year.logins.entries()) {
    const account = await work.use(identity).accountByLogin(login)
    const personId = account?.personId
    const area = personId ? (await work.use(people).person(personId))?.areaCode?.slice(0, 12) : null
    if (!personId || !area) continue
    const wallet = walletOf({ personId }, 'point')
    for (let daysAgo = 370; daysAgo > 0; daysAgo -= 1) {
      const at = new Date(work.now.getTime() - daysAgo * 86_400_000)
      for (const [index, { rule, because, amount, everyDays }] of year.earned.entries())
        if ((daysAgo + 7 * turn + 3 * index) % (everyDays + turn) === 0)
          await issue(
            work,
            transferOf(work, wallet, {
              ...{
                source: `rule:${rule}`,
                key: `demo ${daysAgo} ${personId}`,
                kind: 'earn',
                unit: 'point',
                amount,
                area,
                because,
              },
              ...{ ruleCode: rule, ruleVersion: 1, at },
            }),
            wallet,
          )
      for (const { because, amount } of year.spent.filter((one) => one.daysAgo === daysAgo - turn))
        if ((await ledger(work.db).balance(wallet)).free >= amount)
          await post(
            work,
            transferOf(work, wallet, {
              source: 'demo',
              key: `spent ${daysAgo} ${personId}`,
              kind: 'redeem',
              unit: 'point',
              amount,
              area,
              because,
              at,
            }),
            [
              { account: wallet, pocket: 'free', amount: -amount },
              { account: commonOf('shop', 'point', area), pocket: 'free', amount },
            ],
          )
    }
    preset.progress('points', turn + 1, year.logins.length)
  }
}

export const seed: Seed = async (bound, preset) => {
  // The kernel seeds with a work of this very module; only the type cannot say so.
  const work = bound as unknown as PointsWork
  if (preset.has('points/rules.json')) {
    const { rules } = await preset.read<{ rules: RuleBody[] }>('points/rules.json')
    // A year back: what is public with the district's first day counts from it.
    const on = addDays(dayOf(work.now), -400)
    for (const rule of rules)
      if ((await ruleStore(work.db).ofCode(rule.code)).length === 0)
        await ruleStore(work.db).publish({ ...rule, version: 1, publishedOn: on, effectiveOn: on, endsOn: null }, null)
  }
  if (!preset.has('points/demo.json') || configOf(work).mode === 'production') return
  const { year, readings } = await preset.read<{ year: DemoYear; readings: DemoReading[] }>('points/demo.json')
  await yearOf(work, year, preset)
  await closeUntilYesterday(work)
  for (const { area, text, choices, ...rest } of readings)
    await readingStore(work.db).keep({
      id: uuidv7(),
      areaCode: area,
      body: text,
      choices: [...choices],
      untilOn: null,
      madeAt: work.now,
      ...rest,
    })
}
