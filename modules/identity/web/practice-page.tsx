/** 练习环境 on a phone: for whoever is new to the work, and for trying something out. */
import { Page, useWords } from '@liren/web'
import { PracticePart } from './practice-part.tsx'

export default function PracticePage() {
  const t = useWords('identity')
  return (
    <Page title={t('nav.practice')} back="/me">
      <PracticePart />
    </Page>
  )
}
