/** One cell of the map: what is open in it by grade, its list, and a plan or an order for the place. */
import type { Reply, RouteOf } from '@liren/contract'
import { territory } from '@liren/territory/contract'
import { Button, ButtonLink, Link, Sheet, useAsk, useMay, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import type { command } from '../../contract.ts'
import { OrderSheet } from './order-sheet.tsx'
import { StartPlan } from './start-plan.tsx'

type Cell = Reply<RouteOf<typeof command, 'cells'>>['cells'][number]

export const CellSheet = ({ code, of, onClose }: { code: string; of: readonly Cell[]; onClose: () => void }) => {
  const t = useWords('command')
  const { number } = useTimes()
  const may = useMay()
  const [act, setAct] = useState<'plan' | 'order' | null>(null)
  const area = code.slice(0, 12)
  const named = useAsk(territory, 'area', { params: { code } }, { staleSeconds: 600 })
  const name = named.data?.area.name ?? code
  const cell = of.find((one) => one.code === code)
  const list = `/command/cases?isOpen=yes&area=${code}`
  const figures = [
    ['screen.open', cell?.open ?? 0, ''],
    ['screen.grade.4', cell?.grade4 ?? 0, '&grade=4'],
    ['screen.grade.3', cell?.grade3 ?? 0, '&grade=3'],
    ['screen.grade.2', cell?.grade2 ?? 0, '&grade=2'],
    ['screen.overdue', cell?.overdue ?? 0, '&due=overdue'],
  ] as const
  if (act === 'plan') return <StartPlan about={{ area, name }} onClose={onClose} />
  if (act === 'order') return <OrderSheet about={{ area, name }} kind="order" onClose={onClose} />
  return (
    <Sheet isOpen onClose={onClose} title={name}>
      <ul className="board-rows">
        {figures.map(([word, count, filter]) => (
          <li key={word}>
            <Link to={`${list}${filter}`}>
              <span className="board-row-name">{t(word)}</span>
              <span />
              <span className="board-row-figure">{number(count)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <div className="row-further">
        <ButtonLink to={list} tone="main" isWide>
          {t('nav.list')}
        </ButtonLink>
        {may('plan.start') && (
          <Button isWide onClick={() => setAct('plan')}>
            {t('screen.startPlan')}
          </Button>
        )}
        {may('order.issue') && (
          <Button isWide onClick={() => setAct('order')}>
            {t('screen.giveOrder')}
          </Button>
        )}
      </div>
    </Sheet>
  )
}
