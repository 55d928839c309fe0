/** A tool as it runs in a community: switched on, not over, in its version, by its words there. */
import { dayOf } from '@liren/contract/day'
import { answer } from '@liren/kernel'
import { refuseField } from '@liren/kernel/validation'
import { toolLibrary } from '../contract.ts'
import type { Form, Process, ToolDocument } from '../document/document.ts'
import { sayingsOf } from '../document/texts.ts'
import { edition, type LibraryWork } from './edition.ts'
import { type UseRecord, useStore } from './store-uses.ts'
import { useHere } from './use-memory.ts'
import { isFor } from './who.ts'
import { shownForm, worded } from './wording.ts'

export type Running = { readonly use: UseRecord; readonly document: ToolDocument }

/** The tool at work here, or a refusal that says why not. */
export const runningIn = async (work: LibraryWork, toolId: string, area: string): Promise<Running> => {
  const use = await useHere(work, toolId, area)
  if (!use?.isOn) throw work.refuse('not-on', { tool: toolId })
  const document = await edition(work, toolId, use.version)
  if (!document) throw work.refuse('not-on', { tool: toolId })
  const today = dayOf(work.now)
  const { endsOn } = document.retention
  if ((endsOn && endsOn < today) || (use.untilOn && use.untilOn < today))
    throw work.refuse('has-ended', { endsOn: endsOn ?? use.untilOn })
  return { use, document }
}

/** The same, for somebody it is meant for. */
export const runningFor = async (work: LibraryWork, toolId: string, area: string): Promise<Running> => {
  const running = await runningIn(work, toolId, area)
  if (!(await isFor(work, running.document, area))) throw work.refuse('not-for-you', { tool: toolId })
  return running
}

const shownProcess = (use: UseRecord, process: Process) => {
  const at = `processes/${process.id}`
  return {
    id: process.id,
    title: worded(use.renaming, at, process.title),
    form: process.form,
    states: Object.entries(process.states).map(([name, { title, phase }]) => ({
      name,
      title: worded(use.renaming, `${at}/states/${name}`, title),
      phase,
    })),
    moves: Object.entries(process.moves).map(([name, { title, from, to, who }]) => ({
      name,
      title: worded(use.renaming, `${at}/moves/${name}`, title),
      from: [...from],
      to,
      who: [...who],
    })),
  }
}

export const running = answer(toolLibrary, 'running', async (work, { params, query }) => {
  const { use, document } = await runningIn(work, params.id, query.area)
  const mayOpen = work.may('tool.ask', { area: query.area }) && (await isFor(work, document, query.area))
  return {
    id: document.id,
    version: document.version,
    areaCode: query.area,
    name: use.renaming.name ?? document.name,
    summary: document.summary,
    icon: use.renaming.icon ?? document.icon,
    isTrial: use.mode === 'trial',
    untilOn: document.retention.endsOn ?? use.untilOn,
    mayOpen,
    forms: document.forms.map((form) => shownForm(use.renaming, form)),
    processes: document.processes.map((process) => shownProcess(use, process)),
    lists: (document.lists ?? []).map(({ id, title, board, of, columns, isPublic }) => ({
      id,
      title: worded(use.renaming, `lists/${id}`, title),
      board,
      of,
      columns: [...columns],
      isPublic: isPublic ?? false,
    })),
    holdsPersonal: document.forms.some((form) => form.fields.some(({ isPersonal }) => isPersonal)),
    // Whoever asks for something; what staff earn by it is not theirs to know.
    earns: (document.points ?? [])
      .filter(({ to }) => to === 'reporter')
      .map(({ points, because }) => ({ points, because })),
    says: sayingsOf(document),
    isDeletedThen: document.retention.endsOn !== undefined,
  }
})

export const runningHere = answer(toolLibrary, 'runningHere', async (work, { query }) => {
  const uses = await useStore(work.db).usesIn(query.area, true)
  const today = dayOf(work.now)
  const items = []
  for (const use of uses) {
    if ((use.untilOn !== null && use.untilOn < today) || use.kind !== 'declared') continue
    if (query.board) {
      const document = await edition(work, use.toolId, use.version)
      const endsOn = document?.retention.endsOn
      if (!document || (endsOn && endsOn < today) || !(await isFor(work, document, query.area, query.board))) continue
    }
    items.push({
      id: use.toolId,
      name: use.renaming.name ?? use.head.name,
      summary: use.head.summary,
      icon: use.renaming.icon ?? use.head.icon,
      isTrial: use.mode === 'trial',
    })
  }
  return { items }
})

/** A process by its id; the first where none is named. */
export const processNamed = (document: ToolDocument, id: string | undefined): Process => {
  const found = id === undefined ? document.processes[0] : document.processes.find((process) => process.id === id)
  if (!found) throw refuseField('process', 'enum')
  return found
}

export const formNamed = (document: ToolDocument, id: string | undefined): Form | undefined =>
  document.forms.find((form) => form.id === id)
