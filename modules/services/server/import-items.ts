/** A catalogue handed in at the desk: tried first, then taken; whatever can go online may get a form to begin with. */
import { forms } from '@liren/forms/contract'
import { answer } from '@liren/kernel'
import { services } from '../contract.ts'
import { standardForm } from '../standard-form.ts'
import { type ItemImport, importItems as take } from './import.ts'
import type { ServicesWork } from './items.ts'

const read = async (work: ServicesWork, ask: Parameters<typeof take>[1]): Promise<ItemImport> => {
  try {
    return await take(work, ask)
  } catch (thrown) {
    // A file that is no table at all.
    if (thrown instanceof SyntaxError || thrown instanceof TypeError) throw work.refuse('file-unreadable', {}, 'file')
    throw thrown
  }
}

export const importItems = answer(services, 'importItems', async (work) => {
  const { fields, file } = work.http?.upload ?? { fields: new Map<string, string>(), file: null }
  if (!file) throw work.refuse('file-missing', {}, 'file')
  const report = await read(work, {
    bytes: Buffer.from(await file.bytes()),
    isDryRun: fields.get('dryRun') !== 'false',
    ...(fields.get('withForms') === 'true'
      ? { giveForm: async (record) => ({ ...(await work.use(forms).lay(standardForm(record))).definition }) }
      : {}),
  })
  return { ...report, errors: report.errors.slice(0, 500) }
})
