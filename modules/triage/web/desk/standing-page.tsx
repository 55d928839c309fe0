/** How triage stands: by rules alone, or with a model that was trained here. */
import { Failed, Skeleton, useAsk, useWords } from '@liren/web'
import { DeskPage, Figures, Panel } from '@liren/web/desk'
import { triage } from '../../contract.ts'

export default function StandingPage() {
  const t = useWords()
  const { data, error, refetch } = useAsk(triage, 'standing')
  return (
    <DeskPage title={t('title')} hint={t('screen.hint')}>
      {error ? (
        <Failed error={error} again={() => void refetch()} />
      ) : !data ? (
        <Skeleton rows={2} />
      ) : (
        <Panel>
          <p>{t(data.isTrained ? 'screen.trained' : 'screen.untrained')}</p>
          <Figures of={[{ label: t('screen.examples'), value: data.examples }]} />
        </Panel>
      )}
    </DeskPage>
  )
}
