/**
 * What people still type and hand in over the 29 community items, against the recorded paper forms: once with everything agreed to,
 * once with every optional consent refused. Every empty field that shows is filled, so the counts are what a thorough applicant types.
 * `node bench/services.ts [--json]`
 */
import { services } from '@liren/services/contract'
import { type Walked, walk } from '../modules/services/testing/journey.ts'
import { agreeToAll, office, openTown, settle } from '../modules/services/testing/people-of-town.ts'
import { here } from '../modules/services/testing/services-town.ts'
import testServer from '../packages/testing/database.ts'

const stop = await testServer()
const isJson = process.argv.includes('--json')
const town = await openTown()
try {
  const codes = (await town.guest.ask(services, 'items', { query: { tag: '社区29项', limit: 50 } })).items.map(
    ({ code }) => code,
  )
  const round = async (isAgreed: boolean) => {
    const { who } = await settle(town)
    if (isAgreed) await agreeToAll(who)
    const walked: Walked[] = []
    for (const code of codes) walked.push(await walk(town, who, office(town), code, here))
    return walked
  }
  const agreed = await round(true)
  const refused = await round(false)
  const sum = (all: readonly Walked[], of: (one: Walked) => number) => all.reduce((total, one) => total + of(one), 0)
  const share = (all: readonly Walked[]) => ({
    finished: all.filter(({ outcome }) => outcome === 'approved').length,
    typed: sum(all, ({ typed }) => typed),
    baseFields: sum(all, ({ baseFields }) => baseFields),
    typedPercent: Math.round((sum(all, ({ typed }) => typed) / sum(all, ({ baseFields }) => baseFields)) * 1000) / 10,
    materials: sum(all, ({ materials }) => materials),
    baseMaterials: sum(all, ({ baseMaterials }) => baseMaterials),
    materialsPercent:
      Math.round((sum(all, ({ materials }) => materials) / sum(all, ({ baseMaterials }) => baseMaterials)) * 1000) / 10,
  })
  const totals = { agreed: share(agreed), refused: share(refused) }
  if (isJson)
    process.stdout.write(
      `${JSON.stringify({ totals, items: agreed.map((one, at) => ({ agreed: one, refused: refused[at] })) })}\n`,
    )
  else {
    const cell = (text: string | number, width: number) => String(text).padStart(width)
    const lines = agreed.map((one, at) =>
      [
        one.code,
        cell(`${one.typed}/${one.baseFields}`, 7),
        cell(`${one.materials}/${one.baseMaterials}`, 6),
        cell(`${refused[at]?.typed ?? '-'}`, 5),
        cell(`${refused[at]?.materials ?? '-'}`, 4),
        one.name,
      ].join('  '),
    )
    process.stdout.write(
      `${['item     typed  mater.  typed/materials with consents refused', ...lines, `agreed: ${JSON.stringify(totals.agreed)}`, `refused: ${JSON.stringify(totals.refused)}`].join('\n')}\n`,
    )
  }
} finally {
  await town.close()
  await stop()
}
