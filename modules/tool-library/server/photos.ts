/** 照片 Photos somebody took for a record: held by it, seen by whoever may see it, let go with it. */
import { type FileView, files } from '@liren/files/contract'
import { refuseField } from '@liren/kernel/validation'
import type { Form } from '../document/document.ts'
import { isPhoto } from '../document/facts.ts'
import type { Answers } from '../document/judge.ts'
import type { LibraryWork } from './edition.ts'
import { recordStore } from './store-records.ts'

const claimOf = (recordId: string) => ({ module: 'tool-library', object: `record:${recordId}` })

const idsIn = (forms: readonly Form[], answers: Answers): readonly (readonly [key: string, id: string])[] =>
  forms
    .flatMap(({ fields }) => fields)
    .filter(isPhoto)
    .flatMap(({ key }) => {
      const value = answers[key]
      return (Array.isArray(value) ? value : [value]).flatMap((id) =>
        typeof id === 'string' ? [[key, id] as const] : [],
      )
    })

/** What was answered with pictures is taken hold of; a paper or a film where a picture is asked for is refused by name. */
export const holdPhotos = async (work: LibraryWork, recordId: string, form: Form | undefined, answers: Answers) => {
  const given = form ? idsIn([form], answers) : []
  if (given.length === 0) return
  const held = await work.use(files).claim([...new Set(given.map(([, id]) => id))], claimOf(recordId))
  const other = new Set(held.filter(({ kind }) => kind !== 'photo').map(({ id }) => id))
  for (const [key, id] of given) if (other.has(id)) throw refuseField(`answers.${key}`, 'format')
  await recordStore(work.db).notePhotos(recordId)
}

/** Of a record somebody may see. */
export const photosOf = async (work: LibraryWork, forms: readonly Form[], answers: Answers): Promise<FileView[]> => {
  const ids = [...new Set(idsIn(forms, answers).map(([, id]) => id))]
  return ids.length === 0 ? [] : [...(await work.use(files).view(ids))]
}

/** Records that are gone hold nothing any more. */
export const letPhotosGo = async (work: Pick<LibraryWork, 'use'>, recordIds: readonly string[]) => {
  for (const id of recordIds) await work.use(files).release(claimOf(id))
}
