/** Days of this point as they were settled: what was handed over and given back, and whether the community's books say the same. */
import { Chip, Empty, List, Row, usePages, useTimes, useWords } from '@liren/web'
import { mall } from '../../contract.ts'

export const SettledDays = ({ pointId }: { pointId: string }) => {
  const t = useWords('mall')
  const { day } = useTimes()
  const days = usePages(mall, 'days', { query: { pointId, limit: 10 } })
  return (
    <List
      {...days}
      label={t('screen.settledDays')}
      keyOf={(one) => one.on}
      empty={<Empty icon="clock" title={t('screen.noSettled')} hint={t('screen.noSettledHint')} />}
    >
      {(one) => (
        <Row
          title={day(one.on)}
          note={[
            t('screen.todayLine', {
              count: one.handedOver,
              points: one.points,
              refunds: one.refunds,
              refunded: one.refundedPoints,
            }),
            one.note ?? '',
          ]
            .filter(Boolean)
            .join(' · ')}
          after={
            <Chip tone={one.isEqual || one.note ? 'done' : 'overdue'}>
              {t(one.isEqual ? 'screen.equal' : 'screen.differs')}
            </Chip>
          }
        />
      )}
    </List>
  )
}
