/** Divides a grid cell along a line drawn on the map, or joins it with its neighbours; the result is shown before anything changes. */
import { Button, Notice, useWords } from '@liren/web'
import { Panel } from '@liren/web/desk'
import type { useRedraw } from './use-redraw.ts'

export const RedrawPanel = ({ of }: { of: ReturnType<typeof useRedraw> }) => {
  const t = useWords()
  if (of.mode === null)
    return (
      <Panel title={t('screen.redraw.title')}>
        <p className="button-row">
          <Button onClick={() => of.begin('divide')}>{t('screen.redraw.divide')}</Button>
          <Button onClick={() => of.begin('join')}>{t('screen.redraw.join')}</Button>
        </p>
      </Panel>
    )
  const { mode, count, isReady, isSending, error, said } = of
  return (
    <Panel title={t(`screen.redraw.${mode}`)}>
      <p>{t(mode === 'divide' ? 'screen.redraw.divideHint' : 'screen.redraw.joinHint')}</p>
      <p aria-live="polite">{t(mode === 'divide' ? 'screen.redraw.points' : 'screen.redraw.chosen', { count })}</p>
      {error && <Notice tone="overdue">{error}</Notice>}
      {said && (
        <>
          <Notice tone="plain">{t('screen.redraw.result', said)}</Notice>
          <p className="field-hint">{t('screen.redraw.note')}</p>
        </>
      )}
      <p className="button-row">
        <Button tone="quiet" onClick={() => of.begin(null)}>
          {t('screen.cancel')}
        </Button>
        <Button tone="quiet" disabled={count === 0} onClick={() => of.begin(mode)}>
          {t('screen.redraw.clear')}
        </Button>
        {said ? (
          <Button tone="main" isBusy={isSending} onClick={of.go}>
            {t('screen.redraw.go')}
          </Button>
        ) : (
          <Button tone="main" isBusy={isSending} disabled={!isReady} onClick={of.look}>
            {t('screen.redraw.look')}
          </Button>
        )}
      </p>
    </Panel>
  )
}
