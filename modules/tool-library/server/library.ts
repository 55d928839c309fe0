/** The library without login: list, a tool's page, its file, standards. */
import { answer, configOf, faceOf, readAs, secretsOf, uuidv7 } from '@liren/kernel'
import { refuseField } from '@liren/kernel/validation'
import { territory } from '@liren/territory/contract'
import { toolLibrary } from '../contract.ts'
import { savedBy } from '../credit-formula.ts'
import { ToolDocument } from '../document/document.ts'
import { parcelFormat } from '../document/parcel.ts'
import { standardFields } from '../document/standard.ts'
import { textFault } from '../document/words.ts'
import { edition, type LibraryWork } from './edition.ts'
import { countingFormula } from './formulas.ts'
import { signAsLibrary } from './library-key.ts'
import { shownTool, shownVersion } from './shown.ts'
import { makingStore } from './store-making.ts'
import { toolStore } from './store-tools.ts'
import { useStore } from './store-uses.ts'

export const schema = answer(toolLibrary, 'schema', async () => ToolDocument)

const keyAfter = (after: string | undefined) => {
  const found = readAs(after, /^(\d+):([a-z0-9-]{1,40})$/)
  return found ? { citations: Number(found[0]), id: found[1] ?? '' } : null
}

export const list = answer(toolLibrary, 'list', async (work, { query }) => {
  const limit = query.limit ?? 24
  const rows = await toolStore(work.db).page(query, keyAfter(query.after), limit + 1)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items: items.map(shownTool), next: rows.length > limit && last ? `${last.citations}:${last.id}` : null }
})

/** A part of the platform is asked itself; its document says only why it is there. */
const moduleOf = async (work: LibraryWork, name: string | undefined) => {
  const face = name ? await faceOf(work, name) : null
  if (!name || !face) return null
  const names = await work.use(territory).areaNames(face.offIn)
  return {
    name,
    permissions: Object.entries(face.permissions).map(([permission, roles]) => ({
      title: work.words(`${name}.permission.${permission}`),
      roles: roles.map((role) => work.words(`identity.role.${role}`)),
    })),
    holdsPersonal: face.holdsPersonal,
    offIn: face.offIn.map((code) => names.get(code) ?? code),
  }
}

export const tool = answer(toolLibrary, 'tool', async (work, { params }) => {
  const store = toolStore(work.db)
  const found = await store.tool(params.id)
  // What nobody has agreed to try yet is read by those who make, take up and keep tools.
  const isOpen = found?.state !== 'submitted' || work.may('tool.make') || work.may('tool.use') || work.may('tool.keep')
  if (!found || !isOpen) throw work.refuse('not-found')
  const [document, versions, users, ratings, forks] = await Promise.all([
    edition(work, found.id, found.latest),
    store.versions(found.id),
    useStore(work.db).usersOf(found.id),
    makingStore(work.db).ratings(found.id),
    store.forksOf(found.id),
  ])
  const names = await work.use(territory).areaNames(users.map(({ areaCode }) => areaCode))
  return {
    tool: shownTool(found),
    document,
    versions: versions.map(shownVersion),
    users: users.map(({ areaCode, mode, version, sinceAt }) => ({
      areaCode,
      areaName: names.get(areaCode) ?? areaCode,
      mode,
      version,
      since: sinceAt.toISOString(),
    })),
    ratings: ratings.map(({ score, text, ratedAt }) => ({ score, text, ratedAt: ratedAt.toISOString() })),
    forks: forks.map(({ id, head }) => ({ id, name: head.name })),
    savedFen: savedBy((await countingFormula(work)).formula, found.buildFen * found.citations),
    isForNeed: versions.some(({ needId }) => needId !== null),
    isOriginHere: found.forkOf !== null && (await store.tool(found.forkOf)) !== null,
    mayRevise: found.homeUnitId !== null && work.may('tool.make', { unit: found.homeUnitId }),
    module: await moduleOf(work, document?.module),
  }
})

export const entities = answer(toolLibrary, 'entities', async (work) => ({
  items: [...(await toolStore(work.db).entities())],
}))

export const parcel = answer(toolLibrary, 'parcel', async (work, { params }) => {
  const row = await toolStore(work.db).version(params.id, params.version)
  const document = row && (await edition(work, params.id, params.version))
  if (!row || !document || row.state !== 'published') throw work.refuse('not-found')
  // What the operator laid down unsigned leaves the house under the library's own name.
  const ours = () => signAsLibrary(secretsOf(work), configOf(work).schema, document, row.digest).signature
  const signature = row.signature ?? (document.kind === 'native' ? null : ours())
  return { format: parcelFormat, digest: row.digest, document, ...(signature ? { signature } : {}) }
})

export const standards = answer(toolLibrary, 'standards', async (work) => {
  const rows = await makingStore(work.db).standards()
  const documents = await Promise.all(rows.map(({ id, latest }) => edition(work, id, latest)))
  return {
    items: rows.map((row, index) => ({
      id: row.id,
      name: row.head.name,
      state: row.state,
      units: row.units,
      nominatedAt: row.nominatedAt.toISOString(),
      commentUntilOn: row.commentUntil,
      decidedAt: row.decidedAt?.toISOString() ?? null,
      category: row.category,
      fields: row.entries,
      dictionary: (documents[index] ? standardFields(documents[index]) : []).map((field) => ({
        key: field.key,
        label: field.label,
        binds: field.binds ?? null,
        field,
      })),
      comments: row.comments,
    })),
  }
})

export const comments = answer(toolLibrary, 'comments', async (work, { params, query }) => {
  if (!(await makingStore(work.db).standards()).some(({ id }) => id === params.id)) throw work.refuse('not-found')
  const limit = query.limit ?? 30
  const rows = await makingStore(work.db).comments(params.id, query.after ?? null, limit + 1)
  const items = rows.slice(0, limit).map(({ id, text, at }) => ({ id, text, at: at.toISOString() }))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
})

export const comment = answer(toolLibrary, 'comment', async (work, { params, body }) => {
  const open = (await makingStore(work.db).standards()).find(
    ({ id, state }) => id === params.id && state === 'nominated',
  )
  if (!open) throw work.refuse('not-found')
  if (textFault(body.text)) throw refuseField('text', 'text')
  await makingStore(work.db).comment({
    id: uuidv7(),
    toolId: params.id,
    accountId: work.actor.id ?? '',
    text: body.text,
    at: work.now,
  })
})

export const decideStandard = answer(toolLibrary, 'decideStandard', async (work, { params, body }) => {
  const isDecided = await makingStore(work.db).decideStandard(
    params.id,
    body.isConfirmed ? 'confirmed' : 'declined',
    body.reason,
    work.now,
  )
  if (!isDecided) throw work.refuse('wrong-review-state')
  work.audit({ object: `tool:${params.id}`, facts: { isConfirmed: body.isConfirmed } })
})
