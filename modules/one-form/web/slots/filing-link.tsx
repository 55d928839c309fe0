/** On the page of a filing task: the way to what is left to confirm. */
import { ButtonLink, useMay, useWords } from '@liren/web'

type Matter = { readonly process: string; readonly areaCode: string | null; readonly phase: string }

export default function FilingLink({ of }: { of: Matter }) {
  const t = useWords('one-form')
  const may = useMay()
  if (of.process !== 'report-filing' || of.phase === 'done' || !may('filing.confirm')) return null
  return (
    <ButtonLink to="/one-form/filings" tone="main" isWide>
      {t('screen.progress.go')}
    </ButtonLink>
  )
}
