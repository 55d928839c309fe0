/** Forms of a tool among the district's forms: laid down once for each version of the tool, so that what they cost people is counted. */
import { forms } from '@liren/forms/contract'
import type { Form, ToolDocument } from '../document/document.ts'
import { definitionOf, formCode } from '../document/form-definition.ts'
import type { LibraryWork } from './edition.ts'
import { toolStore } from './store-tools.ts'

/** Only what opens something is begun, prefilled and counted; what staff answer on the way is asked on the spot. */
const openingForms = (document: ToolDocument): readonly Form[] => {
  const ids = new Set(document.processes.map(({ form }) => form))
  return document.forms.filter(({ id }) => ids.has(id))
}

export const layForms = async (work: LibraryWork, document: ToolDocument) => {
  for (const form of openingForms(document)) {
    const definition = { ...definitionOf(form), code: formCode(document.id, form.id) }
    const laid = await work.use(forms).lay(definition, { note: `${document.name['zh-CN']} ${document.version}` })
    await toolStore(work.db).noteForm(document.id, document.version, form.id, laid.id)
  }
}

/** The version of the form that belongs to this version of the tool. */
export const laidForm = async (work: LibraryWork, document: ToolDocument, formId: string): Promise<string | null> => {
  const store = toolStore(work.db)
  const known = await store.formVersion(document.id, document.version, formId)
  if (known) return known
  // Installed before forms were laid down.
  await layForms(work, document)
  return store.formVersion(document.id, document.version, formId)
}
