/** 以谁的名义 Whom it is for: oneself, or a firm one may act for. Shows nothing to whoever acts for none. */
import { Notice, SelectField, useAsk, useSession, useWords } from '@liren/web'
import { forms } from '../../contract.ts'

/** `isNeeded`: only a firm can ask for this. */
export const FirmField = ({
  value,
  onChange,
  isNeeded = false,
  error,
}: {
  value: string
  onChange: (enterpriseId: string) => void
  isNeeded?: boolean
  error?: string | undefined
}) => {
  const t = useWords('forms')
  const session = useSession()
  const hasRecord = session.personId !== null || session.onBehalfOf !== null
  const { data } = useAsk(forms, 'firms', {}, { enabled: hasRecord })
  const firms = data?.items ?? []
  if (firms.length === 0)
    return isNeeded && (data || !hasRecord) ? <Notice tone="soon">{t('screen.noFirm')}</Notice> : null
  return (
    <SelectField
      label={t('screen.forWhom')}
      value={value}
      placeholder={isNeeded ? t('screen.chooseFirm') : t('screen.forMyself')}
      choices={firms.map(({ id, name }) => ({ value: id, label: name }))}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
