/** The page both visits and happenings stand on: the form above, one button, and mine so far below. */
import { AsOf, Button, Page, Section, toastProblem, useWords } from '@liren/web'
import { type ReactNode, useState } from 'react'
import { KeptEntries } from './kept-entries.tsx'
import '../patrol.css'

export const DiaryPage = ({
  title,
  verb,
  isReady,
  onSave,
  form,
  listTitle,
  of,
  children,
}: {
  readonly title: string
  readonly verb: string
  readonly isReady: boolean
  readonly onSave: () => Promise<unknown>
  readonly form: ReactNode
  readonly listTitle: string
  readonly of: Parameters<typeof AsOf>[0]['of']
  readonly children: ReactNode
}) => {
  const t = useWords('patrol')
  const [isBusy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      await onSave()
    } catch (thrown) {
      toastProblem(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Page
      title={t(title)}
      back="/patrol"
      action={
        <Button tone="main" isWide isBusy={isBusy} disabled={!isReady} onClick={() => void save()}>
          {t(verb)}
        </Button>
      }
    >
      <div className="patrol-form">{form}</div>
      <Section title={t(listTitle)}>
        <AsOf of={of} />
        <KeptEntries />
        {children}
      </Section>
    </Page>
  )
}
