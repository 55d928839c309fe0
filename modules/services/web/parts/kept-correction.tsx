/** A correction still on this device: waiting for the network, or refused and left to the person. */
import { Button, discard, Notice, tryAgain, useOutbox, useWords } from '@liren/web'

/** The corrections of one application that have not arrived. */
export const useKeptCorrections = (id: string) =>
  useOutbox('services.correct').filter(({ state, at }) => state !== 'sent' && at === `/services/${id}`)

export const KeptCorrections = ({ of }: { of: ReturnType<typeof useKeptCorrections> }) => {
  const t = useWords('services')
  return of.map(({ id, state, why }) => (
    <Notice key={id} tone={state === 'refused' ? 'overdue' : 'soon'}>
      <p>{state === 'refused' ? (why ?? t('web:outbox.refused')) : t('screen.correctionKept')}</p>
      {state === 'refused' && (
        <div className="button-row">
          <Button tone="quiet" onClick={() => void discard(id)}>
            {t('web:outbox.discard')}
          </Button>
          <Button onClick={() => void tryAgain(id)}>{t('web:tryAgain')}</Button>
        </div>
      )}
    </Notice>
  ))
}
