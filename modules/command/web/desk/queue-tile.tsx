/** Open cases by stage and age: where they stand, how long they have stood there, and what is late. */
import { matters } from '@liren/matters/contract'
import { Link, useAsk, useLook, useMay, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import { command } from '../../contract.ts'
import { Tile, Told } from './tile.tsx'
import { UrgeSheet } from './urge-sheet.tsx'
import { useBoardArea } from './use-board.ts'

const order = ['intake', 'verifying', 'filing', 'dispatching', 'assigned', 'handling', 'checking', 'closing']
const ages = ['hour', 'day', 'older'] as const

export const QueueTile = () => {
  const t = useWords('command')
  const { number } = useTimes()
  const mayUrge = useMay()('matter.remind')
  const { area } = useBoardArea()
  const { locale } = useLook()
  const own = useAsk(matters, 'ownStates', {}, { staleSeconds: 300 }).data?.items
  const wordOf = (words: string, state: string) =>
    own?.find((one) => one.state === state && words.endsWith(`process.${one.process}`))?.word[locale] ??
    t(`${words}.state.${state}`)
  const [urging, setUrging] = useState<{ state: string; name: string } | null>(null)
  const asked = useAsk(command, 'queues', { query: area ? { area } : {} })
  const count = (value: number, to: string, isLate = false) =>
    value === 0 ? (
      <span className="board-none">0</span>
    ) : (
      <Link to={to} className={isLate ? 'board-late' : undefined}>
        {number(value)}
      </Link>
    )
  return (
    <Tile name="queues" title={t('screen.queues')} to="/command/cases?isOpen=yes">
      <Told of={asked} rows={8}>
        {({ words, queues }) => {
          const rows = [...queues].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
          return rows.length === 0 ? (
            <p className="board-note">{t('screen.nothingOpen')}</p>
          ) : (
            <table className="board-table">
              <thead>
                <tr>
                  <th scope="col">{t('screen.stage')}</th>
                  <th scope="col">{t('screen.open')}</th>
                  {ages.map((age) => (
                    <th scope="col" key={age}>
                      {t(`screen.age.${age}`)}
                    </th>
                  ))}
                  <th scope="col">{t('screen.soon')}</th>
                  <th scope="col">{t('screen.overdue')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => {
                  const of = `/command/cases?state=${row.state}`
                  return (
                    <tr key={row.state}>
                      <th scope="row">{wordOf(words, row.state)}</th>
                      <td>{count(row.open, `${of}&isOpen=yes`)}</td>
                      <td>{count(row.underHour, `${of}&isOpen=yes&age=hour`)}</td>
                      <td>{count(row.underDay, `${of}&isOpen=yes&age=day`)}</td>
                      <td>{count(row.older, `${of}&isOpen=yes&age=older`)}</td>
                      <td>{count(row.soon, `${of}&due=soon`)}</td>
                      <td>
                        {count(row.overdue, `${of}&due=overdue`, true)}
                        {mayUrge && row.overdue > 0 && (
                          <span className="board-acts">
                            <button
                              type="button"
                              onClick={() => setUrging({ state: row.state, name: wordOf(words, row.state) })}
                            >
                              {t('screen.act.remind')}
                            </button>
                          </span>
                        )}
                      </td>
                    </tr>
                  )
                })}
              </tbody>
            </table>
          )
        }}
      </Told>
      {urging && <UrgeSheet of={{ state: urging.state }} name={urging.name} onClose={() => setUrging(null)} />}
    </Tile>
  )
}
