/** 扫描录入 Paper beside the form: which form a sheet belongs to, its picture kept while somebody enters it, and as evidence afterwards. */
import { files } from '@liren/files/contract'
import { answer, uuidv7 } from '@liren/kernel'
import { forms } from '../contract.ts'
import { readSheet } from '../paper.ts'
import { dropLoosePapers, heldAs, papersOf } from './kept-papers.ts'
import { type PaperLine, papers } from './store-papers.ts'
import { versions } from './store-versions.ts'
import { ownLine, versionOf } from './submission.ts'

export const findPaper = answer(forms, 'findPaper', async (work, { body }) => {
  const mark = readSheet(body.text)
  if (!mark) throw work.refuse('paper-unread', {}, 'text')
  const { code, version, sheet, sheets, submissionId, path } = mark
  if (submissionId !== null) {
    // Out of reach is not found: a sheet of whoever was helped before leads nowhere.
    const line = await ownLine(work, submissionId)
    if (line.code !== code) throw work.refuse('paper-of-another-form', {}, 'text')
    const { title } = await versionOf(work, line)
    return { code, title, version, sheet, sheets, submissionId, path, isOpen: line.state === 'draft' }
  }
  const found = await versions(work.db).published(code, [])
  if (!found) throw work.refuse('no-such-form', {}, 'text')
  return { code, title: found.title, version, sheet, sheets, submissionId, path, isOpen: true }
})

export const keepPaper = answer(forms, 'keepPaper', async (work, { params, body }) => {
  const line = await ownLine(work, params.id, true)
  if (line.state !== 'draft') throw work.refuse('handed-in-already')
  const mark = body.text === undefined ? null : readSheet(body.text)
  // A correction may come on the sheet printed for what it corrects.
  const isOurs = (id: string | null) => id === null || id === line.id || id === line.againOf
  if (mark && (mark.code !== line.code || !isOurs(mark.submissionId)))
    throw work.refuse('paper-of-another-form', {}, 'text')
  const sheet = mark?.sheet ?? body.sheet
  if (sheet === undefined) throw work.refuse('paper-unread', {}, 'sheet')
  const row: PaperLine = {
    id: uuidv7(),
    submissionId: line.id,
    sheet,
    sheets: mark?.sheets ?? null,
    version: mark?.version ?? null,
    isReadByCode: mark !== null,
    fileId: body.fileId,
    keptBy: work.actor.id,
    keptByName: work.actor.name,
    keptAt: work.now,
  }
  // Photographed anew, the later picture counts.
  const before = (await papers(work.db).of(line.id)).find((one) => one.sheet === sheet)
  if (before?.fileId !== body.fileId) {
    await work.use(files).claim([body.fileId], heldAs(row.id))
    await papers(work.db).loosen(line.id, sheet)
    await papers(work.db).add(row)
    await dropLoosePapers(work)
    work.audit({
      object: `submission:${line.id}`,
      area: line.areaCode,
      facts: { paper: sheet, isReadByCode: mark !== null },
    })
  }
  return { items: await papersOf(work, line) }
})

export const listPapers = answer(forms, 'listPapers', async (work, { params }) => {
  const line = await ownLine(work, params.id)
  return { items: await papersOf(work, line) }
})

export const dropPaper = answer(forms, 'dropPaper', async (work, { params }) => {
  const line = await ownLine(work, params.id, true)
  if (line.state !== 'draft') throw work.refuse('handed-in-already')
  if (!(await papers(work.db).loosen(line.id, Number(params.sheet)))) throw work.refuse('not-found')
  await dropLoosePapers(work)
  work.audit({ object: `submission:${line.id}`, area: line.areaCode, facts: { paperDropped: params.sheet } })
})
