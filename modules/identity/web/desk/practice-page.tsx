/** 练习环境 at the desk: administrators try settings and acts where nothing is real. */
import { useWords } from '@liren/web'
import { DeskPage, Panel } from '@liren/web/desk'
import { PracticePart } from '../practice-part.tsx'

export default function PracticeDeskPage() {
  const t = useWords('identity')
  return (
    <DeskPage title={t('nav.practice')} hint={t('nav.practiceHint')}>
      <Panel>
        <PracticePart settings="/system/settings?module=identity" />
      </Panel>
    </DeskPage>
  )
}
