/** Alerts nobody has dealt with, the newest first; each can be acted on at once. */
import { Chip, useAsk, useWords } from '@liren/web'
import { command } from '../../contract.ts'
import { AlertActs, AlertWords } from './alert-row.tsx'
import { Tile, Told } from './tile.tsx'
import { useBoardArea } from './use-board.ts'

export const AlertsTile = () => {
  const t = useWords('command')
  const { area } = useBoardArea()
  const asked = useAsk(command, 'alerts', { query: { state: 'unseen', limit: 5, ...(area ? { area } : {}) } })
  return (
    <Tile name="alerts" title={t('screen.alertsTile')} to="/command/alerts">
      <Told of={asked} rows={5}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="board-note">{t('screen.noAlerts')}</p>
          ) : (
            <ul className="board-rows board-alert">
              {items.map((one) => (
                <li key={one.id}>
                  <Chip tone="overdue">{t(`screen.alertKind.${one.kind}`)}</Chip>
                  <AlertWords of={one} />
                  <AlertActs of={one} />
                </li>
              ))}
            </ul>
          )
        }
      </Told>
    </Tile>
  )
}
