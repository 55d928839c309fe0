/** Somebody begins the form of a tool: kept as a draft by forms, filled with what is held about them, in the words used here. */
import { forms } from '@liren/forms/contract'
import { answer } from '@liren/kernel'
import { toolLibrary } from '../contract.ts'
import { laidForm } from './lay-forms.ts'
import { formNamed, processNamed, runningFor } from './running.ts'
import { personOf } from './who.ts'
import { shownForm } from './wording.ts'

/** How forms know the record a form is for. */
export const holderOf = (toolId: string) => `tool-library/tool:${toolId}`

export const begin = answer(toolLibrary, 'begin', async (work, { params, body }) => {
  work.must('tool.ask', { area: body.area })
  const { use, document } = await runningFor(work, params.id, body.area)
  const form = formNamed(document, processNamed(document, body.process).form)
  const versionId = form && (await laidForm(work, document, form.id))
  if (!form || !versionId) throw work.refuse('not-found')
  const submission = await work.use(forms).start({
    id: body.id,
    code: form.id,
    versionId,
    area: body.area,
    channel: work.actor.onBehalfOf ? 'window' : 'online',
    personId: personOf(work),
    refused: body.refused,
    holder: holderOf(document.id),
    isKeptByHolder: true,
  })
  return {
    ...submission,
    title: form.title['zh-CN'],
    definition: { ...shownForm(use.renaming, form), code: submission.code },
  }
})
