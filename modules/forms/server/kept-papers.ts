/** Pictures of paper as they are shown to whoever may see the form, and let go of once nothing holds them. */
import { files } from '@liren/files/contract'
import type { Work } from '@liren/kernel'
import type { PaperView } from '../shapes.ts'
import type { Deed } from './deed.ts'
import { type PaperLine, papers } from './store-papers.ts'

export const heldAs = (id: string) => ({ module: 'forms', object: `paper:${id}` })

type Of = { readonly id: string; readonly againOf: string | null }

const shown = async (work: Pick<Deed, 'use'>, { id }: Of, rows: readonly PaperLine[]): Promise<PaperView[]> => {
  const views = new Map((await work.use(files).view(rows.map(({ fileId }) => fileId))).map((one) => [one.id, one]))
  return rows.flatMap((row) => {
    const file = views.get(row.fileId)
    const { sheet, sheets, version, isReadByCode, keptByName } = row
    const keptAt = row.keptAt.toISOString()
    const isEarlier = row.submissionId !== id
    return file ? [{ sheet, sheets, version, isReadByCode, keptByName, keptAt, isEarlier, file }] : []
  })
}

/** Those of the form it corrects too, but for what was taken anew. Whether the reader may see them is the caller's to say. */
export const papersOf = async (work: Pick<Deed, 'db' | 'use'>, of: Of): Promise<PaperView[]> => {
  const own = await papers(work.db).of(of.id)
  const earlier = of.againOf === null ? [] : await papers(work.db).of(of.againOf)
  const kept = earlier.filter(({ sheet }) => !own.some((one) => one.sheet === sheet))
  return shown(
    work,
    of,
    [...own, ...kept].sort((a, b) => a.sheet - b.sheet),
  )
}

const portion = 200

/** Pictures whose form is gone, or that were taken anew, are let go of. */
export const dropLoosePapers = async (work: Pick<Work, 'db' | 'use'>): Promise<number> => {
  for (let dropped = 0; ; ) {
    const ids = await papers(work.db).loose(portion)
    for (const id of ids) await work.use(files).release(heldAs(id))
    await papers(work.db).drop(ids)
    dropped += ids.length
    if (ids.length < portion) return dropped
  }
}
