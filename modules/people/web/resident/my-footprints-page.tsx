/** 谁看过我的信息 Every look at my private data: who, when, why, which fields; and the right to ask about it. */
import { Page, usePages, useWords } from '@liren/web'
import { people } from '../../contract.ts'
import { Looks } from '../parts/looks.tsx'

export default function MyFootprintsPage() {
  const t = useWords()
  const looks = usePages(people, 'listMyFootprints', { query: {} })
  return (
    <Page title={t('nav.myFootprints')} back="/people/me" canBeRead>
      <Looks
        pages={looks}
        purposeOf={({ purpose }) => t(`screen.purpose.${purpose}`)}
        // What another module keeps goes by a dotted key, whose name only that module knows.
        fieldsOf={({ fields }) => [
          ...new Set(fields.map((field) => t(`screen.field.${field.includes('.') ? 'elsewhere' : field}`))),
        ]}
        isOwn={({ purpose }) => purpose === 'own-request'}
        stale={[[people, 'listMyFootprints']]}
      />
    </Page>
  )
}
