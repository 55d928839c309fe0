/** The preset's tools: checked and laid down like any other, cited by the communities it names, with a few records to look at. */
import { identity } from '@liren/identity/contract'
import { configOf, faceOf, type Preset, type Seed, uuidv7, type Work } from '@liren/kernel'
import { matters } from '@liren/matters/contract'
import { organisation } from '@liren/organisation/contract'
import type { toolLibrary } from './contract.ts'
import type { ToolDocument } from './document/document.ts'
import type { TogetherRow } from './routes-together.ts'
import { take } from './server/check/answers.ts'
import { installBytes } from './server/install.ts'
import { openRecord } from './server/open.ts'
import { formNamed } from './server/running.ts'
import { makingStore } from './server/store-making.ts'
import { recordStore } from './server/store-records.ts'
import { togetherStore } from './server/store-together.ts'
import { useStore } from './server/store-uses.ts'
import { tellUse } from './server/tell-use.ts'

type DemoRecord = {
  readonly area: string
  /** Login name of a demo resident. */
  readonly login: string
  readonly process: string
  readonly answers: Readonly<Record<string, unknown>>
  readonly moves: readonly { readonly move: string; readonly answers?: Readonly<Record<string, unknown>> }[]
  readonly daysAgo: number
}
type DemoNeed = {
  readonly area: string
  readonly login: string
  readonly title: string
  readonly evidence: string
  readonly serves: 'resident' | 'management'
  /** Who demands it, where it is a management requirement. */
  readonly issuer?: string
}
type DemoTools = {
  readonly tools: readonly {
    readonly file: string
    /** What was asked for before it was made: nothing goes live without. */
    readonly need?: DemoNeed
    /** Where it was made: a community's or street's code, or the code of a unit. */
    readonly home: string | null
    readonly usedIn: readonly string[]
    readonly records: readonly DemoRecord[]
  }[]
  readonly needs?: readonly DemoNeed[]
  readonly together?: readonly (Pick<TogetherRow, 'kind' | 'people' | 'who' | 'what' | 'became'> & {
    readonly tool: string
    readonly area: string
    readonly daysAgo: number
  })[]
}
type LibraryWork = Work<typeof toolLibrary>

/** Parts of the platform as the district describes them: what they have in common stands once. */
type DescribedModules = {
  readonly shared: Partial<ToolDocument>
  readonly ethics: ToolDocument['ethics']
  readonly modules: readonly (Pick<ToolDocument, 'name' | 'summary' | 'icon' | 'category' | 'needs'> &
    Required<Pick<ToolDocument, 'keywords' | 'stopWhen' | 'screens' | 'module'>> &
    ToolDocument['data'])[]
}

const boardWords: Readonly<Record<string, ToolDocument['name']>> = {
  resident: { 'zh-CN': '本社区居民', en: 'Residents of the community' },
  merchant: { 'zh-CN': '本地商家', en: 'Merchants here' },
  worker: { 'zh-CN': '社区工作人员', en: 'Community staff' },
  desk: { 'zh-CN': '社区工作人员', en: 'Community staff' },
}

/** The document of a part of the platform, so that it stands in the library like every other tool. */
export const describedModules = ({ shared, ethics, modules }: DescribedModules) =>
  modules.map(({ reads, writes, ...own }) => ({
    ...shared,
    ...own,
    id: `part-${own.module}`,
    audience: [...new Set(own.screens.map(({ board }) => board))].map((board) => ({
      id: board,
      board,
      title: boardWords[board],
      rule: board === 'worker' || board === 'desk' ? 'isStaff' : 'isMember',
    })),
    data: { reads, writes },
    ...(reads.length > 0 ? { ethics } : {}),
  }))

/** Only what is installed here is described. */
const layModules = async (work: LibraryWork, preset: Preset) => {
  if (!preset.has('tool-library/modules.json')) return
  for (const document of describedModules(await preset.read<DescribedModules>('tool-library/modules.json')))
    if (await faceOf(work, document.module))
      await installBytes(work, new TextEncoder().encode(JSON.stringify(document)), { mayBeUnsigned: true })
}

/** Said and seconded by whoever asked; null where the demonstration has nobody of that name. */
const layNeed = async (work: LibraryWork, { login, area, ...need }: DemoNeed): Promise<string | null> => {
  const account = await work.use(identity).accountByLogin(login)
  if (!account) return null
  const id = uuidv7()
  await makingStore(work.db).keepNeed({
    ...need,
    issuer: need.issuer ?? null,
    askedBy: need.serves === 'management' ? 'office' : 'resident',
    id,
    areaCode: area,
    by: account.id,
    at: work.now,
  })
  await makingStore(work.db).vote(id, account.id, need.serves === 'management')
  return id
}

/** What neighbours asked for, and how some tools were made together with them; made up like everybody in a demonstration. */
const layVoices = async (work: LibraryWork, { needs = [], together = [] }: DemoTools) => {
  for (const need of needs) await layNeed(work, need)
  for (const { tool, area, daysAgo, ...note } of together) {
    const heldOn = new Date(work.now.getTime() - daysAgo * 86_400_000).toISOString().slice(0, 10)
    const row = { ...note, id: uuidv7(), toolId: tool, areaCode: area, heldOn, notedAt: work.now, by: null }
    await togetherStore(work.db).add(row)
  }
}

/** Something asked some days ago, with what became of it. What does not fit the tool is left out, loudly. */
const layRecord = async (work: LibraryWork, document: ToolDocument, demo: DemoRecord) => {
  const use = await useStore(work.db).use(document.id, demo.area)
  const process = document.processes.find(({ id }) => id === demo.process)
  const account = await work.use(identity).accountByLogin(demo.login)
  if (!use || !process || !account) return
  const taken = take(formNamed(document, process.form), demo.answers)
  if (!taken.isTaken) throw new Error(`demo record of ${document.id}: ${taken.field} ${taken.rule}`)
  const at = new Date(work.now.getTime() - demo.daysAgo * 86_400_000 - 3_600_000)
  const who = { accountId: account.id, personId: account.personId, name: `${account.displayName.slice(0, 1)}**` }
  const id = uuidv7()
  const { record } = await openRecord(work, { use, document }, { id, area: demo.area, process, taken, who, at })
  let row = record
  for (const { move, answers } of demo.moves) {
    const moved = await work.use(matters).move(row.matterId, move)
    const form = process.moves[move]?.form
    const given = take(formNamed(document, form), answers ?? {})
    if (!given.isTaken) throw new Error(`demo record of ${document.id}: ${given.field} ${given.rule}`)
    row = {
      ...row,
      answers: { ...row.answers, ...given.open },
      state: moved.state,
      phase: moved.phase,
      movedAt: work.now,
      closedAt: moved.phase === 'done' ? work.now : null,
    }
    await recordStore(work.db).move(row)
  }
  await useStore(work.db).touch(document.id, demo.area, work.now)
}

const layTool = async (work: LibraryWork, preset: Preset, tool: DemoTools['tools'][number]) => {
  const value = await preset.read(`tool-library/${tool.file}.json`)
  const isArea = tool.home === null || /^\d{12}$/.test(tool.home)
  const unit = isArea ? null : await work.use(organisation).unitByCode(tool.home ?? '')
  if (!isArea && !unit) throw new Error(`tool ${tool.file}: there is no unit ${tool.home}`)
  const isDemo = configOf(work).mode !== 'production'
  const needId = isDemo && tool.need ? await layNeed(work, tool.need) : null
  // What lies in the preset was put there by the operator, who needs no signature of his own.
  const { document } = await installBytes(work, new TextEncoder().encode(JSON.stringify(value)), {
    homeArea: isArea ? tool.home : null,
    homeUnitId: unit?.id ?? null,
    needId,
    mayBeUnsigned: true,
  })
  if (isDemo) {
    for (const areaCode of tool.usedIn) {
      await useStore(work.db).keep({
        toolId: document.id,
        areaCode,
        mode: 'cite',
        version: document.version,
        untilOn: null,
        unitId: null,
        at: work.now,
        by: null,
      })
      await tellUse(work, document.id, areaCode)
    }
    for (const demo of tool.records) await layRecord(work, document, demo)
  }
  await useStore(work.db).countCitations(document.id)
}

export const seed: Seed = async (bound, preset) => {
  // The kernel seeds with a work of this very module; only the type cannot say so.
  const work = bound as unknown as LibraryWork
  if (!preset.has('tool-library/tools.json')) return
  const demo = await preset.read<DemoTools>('tool-library/tools.json')
  const { tools } = demo
  for (const [done, tool] of tools.entries()) {
    await layTool(work, preset, tool)
    preset.progress('tools', done + 1, tools.length)
  }
  await layModules(work, preset)
  if (configOf(work).mode !== 'production') await layVoices(work, demo)
}
