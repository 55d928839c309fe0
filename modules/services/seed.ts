/** Reference data of a preset: items with their forms, lists with what must stand in them, bundles, abolished proofs, posts. */
import { type FormDefinition, forms } from '@liren/forms/contract'
import { identity } from '@liren/identity/contract'
import { configOf, type Preset, type Seed } from '@liren/kernel'
import { people } from '@liren/people/contract'
import type { ItemRecord } from './item.ts'
import type { OpenList, Requirement } from './open-list.ts'
import { layDemoApplications } from './server/demo-applications.ts'
import { layDemoLicences, layFirmLicence } from './server/demo-licences.ts'
import { dayOf } from './server/items.ts'
import type { ServicesWork } from './server/standing.ts'
import { type BundleStored, itemStore, type ProofStored } from './server/store-items.ts'
import { proofStore } from './server/store-proofs.ts'
import { wordsToFind } from './server/words-to-find.ts'

type GivenItem = { readonly record: ItemRecord; readonly form: Readonly<Record<string, unknown>> | null }
type GivenPost = {
  readonly id: string
  readonly title: string
  readonly unitName: string
  readonly areaCode: string
  readonly duties: string
  readonly pay: string
  readonly places: number
  readonly untilOn: string
}

export const seed: Seed = async (work, preset) => {
  if (!preset.has('services/index.json')) return
  const queries = itemStore(work.db)
  const index = await preset.read<{ items: readonly string[]; businessItems: string }>('services/index.json')
  const given = [
    ...(await Promise.all(index.items.map((path) => preset.read<GivenItem>(`services/${path}`)))),
    ...(await preset.read<readonly GivenItem[]>(`services/${index.businessItems}`)),
  ]
  for (const { record, form } of given) {
    if (form) await work.use(forms).lay(form as FormDefinition) // looked at by `forms` before it is in force
    await queries.keep(
      {
        code: record.code,
        version: 1,
        isCurrent: true,
        state: 'published',
        record,
        form,
        publishedOn: dayOf(work.now),
      },
      wordsToFind(record),
      work.now,
    )
  }
  const { lists, requirements } = await preset.read<{
    lists: readonly OpenList[]
    requirements: readonly Requirement[]
  }>('services/lists.json')
  for (const [rank, list] of lists.entries()) await queries.keepList(list, rank)
  for (const [rank, requirement] of requirements.entries()) await queries.keepRequirement(requirement, rank)
  for (const bundle of await preset.read<readonly BundleStored[]>('services/bundles.json'))
    await queries.keepBundle(bundle)
  for (const proof of await preset.read<readonly ProofStored[]>('services/proofs.json')) await queries.keepProof(proof)
  for (const post of await preset.read<readonly GivenPost[]>('services/posts.json'))
    await proofStore(work.db).keepPost({ ...post, madeBy: null })
  // The host seeds in the name of this module; only the type cannot say so.
  const own = work as unknown as ServicesWork
  await demoLicences(own, preset)
  await layDemoApplications(own, preset)
  preset.progress('services', given.length, given.length)
}

type DemoAccount = { readonly loginName: string; readonly kind: string; readonly area: string }

/** Made-up people have what an ordinary household has in its drawer, so that nobody in the demonstration uploads an identity card. */
const demoLicences = async (work: ServicesWork, preset: Preset) => {
  if (configOf(work).mode === 'production' || !preset.has('identity/accounts.json')) return
  const { accounts } = await preset.read<{ accounts: readonly DemoAccount[] }>('identity/accounts.json')
  const neighbours = accounts.filter(({ kind }) => kind === 'person' || kind === 'enterprise')
  for (const area of new Set(neighbours.map((one) => one.area)))
    await layDemoLicences(work, await work.use(people).personIdsIn(area, null, 400), false)
  for (const { loginName } of neighbours.filter(({ kind }) => kind === 'enterprise')) {
    const personId = (await work.use(identity).accountByLogin(loginName))?.personId
    for (const { enterprise } of personId ? await work.use(people).enterprisesOf(personId) : [])
      await layFirmLicence(work, enterprise)
  }
}
