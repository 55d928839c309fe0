/** The number and the code, big. Codes of a whole hour are at hand, so it goes on without a network. */
import { AsOf, Failed, Skeleton, useAsk, useWords } from '@liren/web'
import { useEffect, useState } from 'react'
import { mall } from '../../contract.ts'
import { Square } from './square.tsx'

export const CodeCard = ({ id }: { id: string }) => {
  const t = useWords('mall')
  const [now, setNow] = useState(() => Date.now())
  const codes = useAsk(mall, 'codes', { params: { id } }, { isKept: true })
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const { data, error, refetch } = codes
  const last = data?.codes.at(-1)
  // Fetched anew well before they run out.
  const isRunningOut = last !== undefined && Date.parse(last.startsAt) - now < 30 * 60_000
  useEffect(() => {
    if (isRunningOut) void refetch()
  }, [isRunningOut, refetch])
  if (error && !data) return <Failed error={error} again={() => void refetch()} />
  if (!data) return <Skeleton rows={3} />
  const shown = data.codes.findLast(({ startsAt }) => Date.parse(startsAt) <= now)
  const left = shown ? Math.ceil((Date.parse(shown.startsAt) + data.seconds * 1000 - now) / 1000) : 0
  return (
    <div className="code-card">
      {shown && left > 0 && <Square number={data.number} code={shown.code} label={t('screen.square')} />}
      <span className="field-hint">{t('screen.number')}</span>
      <strong>{data.number}</strong>
      <span className="field-hint">{t('screen.code')}</span>
      {shown && left > 0 ? (
        <>
          <strong>
            {shown.code.slice(0, 3)} {shown.code.slice(3)}
          </strong>
          <span className="field-hint">{t('screen.newCode', { seconds: left })}</span>
        </>
      ) : (
        <span role="alert">{t('screen.codeOver')}</span>
      )}
      <p className="field-hint">{t('screen.codeHint')}</p>
      <AsOf of={codes} />
    </div>
  )
}
