/** Somebody begins the form of a tool: kept as a draft by forms, filled with what is held about them, in the words used here. */
import type { Input, RouteOf } from '@liren/contract'
import { forms } from '@liren/forms/contract'
import { answer } from '@liren/kernel'
import { toolLibrary } from '../contract.ts'
import type { LibraryWork } from './edition.ts'
import { laidForm } from './lay-forms.ts'
import { formNamed, processNamed, runningFor } from './running.ts'
import { toolStore } from './store-tools.ts'
import { personOf } from './who.ts'
import { shownForm } from './wording.ts'

/** How forms know the record a form is for. */
export const holderOf = (toolId: string) => `tool-library/tool:${toolId}`

type Asked = Input<RouteOf<typeof toolLibrary, 'begin'>>

const formOf = async (work: LibraryWork, { params, body }: Asked) => {
  const { use, document } = await runningFor(work, params.id, body.area)
  const form = formNamed(document, processNamed(document, body.process).form)
  return { use, document, form }
}

const startedOf = (work: LibraryWork, { body }: Asked, toolId: string, code: string, versionId: string) => ({
  id: body.id,
  code,
  versionId,
  area: body.area,
  channel: work.actor.onBehalfOf ? ('window' as const) : ('online' as const),
  personId: personOf(work),
  refused: body.refused,
  holder: holderOf(toolId),
  isKeptByHolder: true,
})

export const begin = answer(
  toolLibrary,
  'begin',
  async (work, asked) => {
    work.must('tool.ask', { area: asked.body.area })
    const { use, document, form } = await formOf(work, asked)
    const versionId = form && (await laidForm(work, document, form.id))
    if (!form || !versionId) throw work.refuse('not-found')
    const submission = await work.use(forms).start(startedOf(work, asked, document.id, form.id, versionId))
    return {
      ...submission,
      title: form.title['zh-CN'],
      definition: { ...shownForm(use.renaming, form), code: submission.code },
    }
  },
  {
    ahead: async (work, asked) => {
      work.must('tool.ask', { area: asked.body.area })
      const { document, form } = await formOf(work, asked)
      const versionId = form && (await toolStore(work.db).formVersion(document.id, document.version, form.id))
      if (form && versionId) await work.use(forms).askAhead(startedOf(work, asked, document.id, form.id, versionId))
    },
  },
)
