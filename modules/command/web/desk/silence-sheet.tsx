/** A community from which nothing is heard: since when, what else is known of it, and somebody to go there. */
import type { Reply, RouteOf } from '@liren/contract'
import { Button, ButtonLink, Sheet, useMay, useTimes, useWords } from '@liren/web'
import { useState } from 'react'
import type { command } from '../../contract.ts'
import { OrderSheet } from './order-sheet.tsx'

type Silent = Reply<RouteOf<typeof command, 'silence'>>['items'][number]

export const SilenceSheet = ({ of, most, onClose }: { of: Silent | null; most: number; onClose: () => void }) => {
  const t = useWords('command')
  const { day } = useTimes()
  const may = useMay()
  const [isOrdering, setOrdering] = useState(false)
  if (!of) return null
  if (isOrdering)
    return (
      <OrderSheet
        about={{ area: of.areaCode, name: of.areaName, title: t('screen.visitTask', { area: of.areaName }) }}
        kind="order"
        onClose={onClose}
      />
    )
  return (
    <Sheet isOpen onClose={onClose} title={of.areaName}>
      <p>
        {of.lastOn
          ? t('screen.silentSince', { day: day(of.lastOn), count: of.days })
          : t('screen.silentLong', { count: most })}
      </p>
      <p className="field-hint">{t('screen.silentHint')}</p>
      <div className="row-further">
        {may('order.issue') && (
          <Button tone="main" isWide onClick={() => setOrdering(true)}>
            {t('screen.sendVisit')}
          </Button>
        )}
        <ButtonLink to={`/command/cases?area=${of.areaCode}`} isWide>
          {t('nav.list')}
        </ButtonLink>
      </div>
    </Sheet>
  )
}
