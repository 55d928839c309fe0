/** The mall at the desk: pick-up points, goods, settled days, and hand-overs that did not fit. */
import {
  Button,
  Chip,
  Field,
  Notice,
  Segments,
  toast,
  useArea,
  useAsk,
  useFilters,
  useLook,
  useSend,
  useSession,
  useTimes,
  useWords,
} from '@liren/web'
import { DeskPage, Detail, ListTable } from '@liren/web/desk'
import { useState } from 'react'
import { mall } from '../../contract.ts'
import { readIn } from '../../words.ts'
import { useGoodWords } from '../good-words.ts'
import { hoursOf } from '../hours.ts'
import { CountsPart, DealsPart } from './deals-part.tsx'
import { draftOf, freshGood, type GoodDraft, GoodForm } from './good-form.tsx'
import { freshPoint, type PointDraft, PointForm } from './point-form.tsx'
import '../mall.css'

const PointsPart = ({ area }: { area: string }) => {
  const t = useWords('mall')
  const { list } = useTimes()
  const { locale } = useLook()
  const [open, setOpen] = useState<PointDraft | null>(null)
  return (
    <>
      <div className="flow-row">
        <Button tone="main" icon="plus" onClick={() => setOpen(freshPoint(area))}>
          {t('screen.newPoint')}
        </Button>
      </div>
      <ListTable
        contract={mall}
        route="points"
        input={{ query: { area } }}
        columns={[
          { key: 'name', title: t('screen.name'), cell: (row) => readIn(locale, row.name, row.nameEn) },
          { key: 'address', title: t('screen.address'), cell: (row) => readIn(locale, row.address, row.addressEn) },
          {
            key: 'staff',
            title: t('screen.staff'),
            cell: (row) => (row.staff.length > 0 ? list(row.staff.map(({ name }) => name)) : t('screen.staffNone')),
          },
          { key: 'hours', title: t('screen.hoursTitle'), cell: (row) => hoursOf(t, row.hours) },
          {
            key: 'state',
            title: t('screen.state'),
            width: 110,
            cell: (row) => (row.isClosed ? t('screen.isClosed') : ''),
          },
        ]}
        onOpen={setOpen}
      />
      <Detail
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={t(open?.name ? 'screen.editPoint' : 'screen.newPoint')}
      >
        {open && <PointForm key={open.id} first={open} onDone={() => setOpen(null)} />}
      </Detail>
    </>
  )
}

const GoodsPart = ({ area }: { area: string }) => {
  const t = useWords('mall')
  const said = useGoodWords()
  const [open, setOpen] = useState<GoodDraft | null>(null)
  const shops = useAsk(mall, 'points', { query: { area, limit: 100 } })
  const [shop] = shops.data?.items ?? []
  return (
    <>
      {shop && (
        <div className="flow-row">
          <Button tone="main" icon="plus" onClick={() => setOpen(freshGood(shop.id))}>
            {t('screen.newGood')}
          </Button>
        </div>
      )}
      <ListTable
        contract={mall}
        route="allGoods"
        input={{ query: { area } }}
        columns={[
          {
            key: 'name',
            title: t('screen.name'),
            cell: (row) => (
              <>
                {said(row).name} {row.nameEn === null && <Chip>{t('screen.noEnglish')}</Chip>}
              </>
            ),
          },
          { key: 'kind', title: t('screen.kind'), width: 90, cell: (row) => t(`kind.${row.kind}`) },
          { key: 'point', title: t('screen.point'), cell: (row) => row.pointName },
          { key: 'points', title: t('screen.pricePoints'), width: 120, isNumber: true, cell: (row) => row.points },
          {
            key: 'stock',
            title: t('screen.stockShort'),
            width: 110,
            cell: (row) =>
              row.stock <= 5 ? <Chip tone={row.stock === 0 ? 'overdue' : 'soon'}>{row.stock}</Chip> : row.stock,
          },
          {
            key: 'offered',
            title: t('screen.isOffered'),
            width: 90,
            cell: (row) => (row.isOffered ? t('screen.isOffered') : ''),
          },
        ]}
        onOpen={(row) => setOpen(draftOf(row))}
      />
      <Detail
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={t(open?.name ? 'screen.editGood' : 'screen.newGood')}
      >
        {open && <GoodForm key={open.id} first={open} shops={shops.data?.items ?? []} onDone={() => setOpen(null)} />}
      </Detail>
    </>
  )
}

const DaysPart = ({ area }: { area: string }) => {
  const t = useWords('mall')
  const { day } = useTimes()
  const [open, setOpen] = useState<{ on: string; pointId: string; note: string } | null>(null)
  const send = useSend(mall, 'explainDay', {
    stale: [[mall]],
    then: () => {
      toast(t('screen.saved'), 'good')
      setOpen(null)
    },
  })
  const shops = useAsk(mall, 'points', { query: { area, limit: 100 } })
  const { locale } = useLook()
  const nameOf = (id: string) => {
    const point = shops.data?.items.find((one) => one.id === id)
    return point ? readIn(locale, point.name, point.nameEn) : ''
  }
  return (
    <>
      <ListTable
        contract={mall}
        route="days"
        input={{ query: { area } }}
        rowKey={(row) => `${row.on} ${row.pointId}`}
        columns={[
          { key: 'on', title: t('screen.day'), width: 150, cell: (row) => day(row.on) },
          { key: 'point', title: t('screen.point'), cell: (row) => nameOf(row.pointId) },
          { key: 'handed', title: t('screen.handedCount'), width: 120, isNumber: true, cell: (row) => row.handedOver },
          { key: 'points', title: t('screen.pointsShort'), width: 120, isNumber: true, cell: (row) => row.points },
          { key: 'refunds', title: t('screen.refunds'), width: 120, isNumber: true, cell: (row) => row.refunds },
          {
            key: 'equal',
            title: t('screen.state'),
            width: 170,
            cell: (row) => (
              <Chip tone={row.isEqual || row.note ? 'done' : 'overdue'}>
                {t(row.isEqual ? 'screen.equal' : 'screen.differs')}
              </Chip>
            ),
          },
          { key: 'note', title: t('screen.dayNote'), cell: (row) => row.note ?? '' },
        ]}
        onOpen={(row) => row.isEqual === false && setOpen({ on: row.on, pointId: row.pointId, note: row.note ?? '' })}
      />
      <Detail
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={open ? `${day(open.on)} · ${nameOf(open.pointId)}` : ''}
      >
        {open && (
          <div className="form-stack">
            <Field
              label={t('screen.dayNote')}
              hint={t('screen.dayNoteHint')}
              value={open.note}
              maxLength={200}
              error={send.errors.note}
              onChange={(event) => setOpen({ ...open, note: event.target.value })}
            />
            <div className="flow-row">
              <Button
                tone="main"
                isBusy={send.isSending}
                disabled={open.note.trim().length < 2}
                onClick={() =>
                  send.now({ params: { on: open.on, pointId: open.pointId }, body: { note: open.note.trim() } })
                }
              >
                {t('screen.save')}
              </Button>
            </div>
          </div>
        )}
      </Detail>
    </>
  )
}

const ConflictsPart = ({ area }: { area: string }) => {
  const t = useWords('mall')
  const { when } = useTimes()
  const [open, setOpen] = useState<{ id: string; title: string; note: string } | null>(null)
  const send = useSend(mall, 'settleConflict', {
    stale: [[mall]],
    then: () => {
      toast(t('screen.saved'), 'good')
      setOpen(null)
    },
  })
  const settle = (isRight: boolean) =>
    open && send.now({ params: { id: open.id }, body: { isRight, note: open.note.trim() } })
  return (
    <>
      <ListTable
        contract={mall}
        route="conflicts"
        input={{ query: { area } }}
        columns={[
          { key: 'number', title: t('screen.number'), width: 90, cell: (row) => row.number },
          { key: 'good', title: t('screen.name'), cell: (row) => row.goodName },
          {
            key: 'why',
            title: t('screen.why'),
            cell: (row) => <Chip tone={row.settledNote ? 'done' : 'overdue'}>{t(`why.${row.why}`)}</Chip>,
          },
          { key: 'doneAt', title: t('screen.doneAt'), width: 160, cell: (row) => when(row.doneAt) },
          { key: 'by', title: t('screen.by'), width: 120, cell: (row) => row.byName },
          {
            key: 'settled',
            title: t('screen.state'),
            cell: (row) => (row.settledNote ? t('screen.settled', { note: row.settledNote }) : ''),
          },
        ]}
        onOpen={(row) =>
          row.settledNote === null && setOpen({ id: row.id, title: `${row.number} · ${row.goodName}`, note: '' })
        }
      />
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={open?.title ?? ''}>
        {open && (
          <div className="form-stack">
            <Field
              label={t('screen.note')}
              value={open.note}
              maxLength={200}
              onChange={(event) => setOpen({ ...open, note: event.target.value })}
            />
            <div className="flow-row">
              <Button
                tone="main"
                isBusy={send.isSending}
                disabled={open.note.trim().length < 2}
                onClick={() => settle(true)}
              >
                {t('screen.right')}
              </Button>
              <Button isBusy={send.isSending} disabled={open.note.trim().length < 2} onClick={() => settle(false)}>
                {t('screen.wrong')}
              </Button>
            </div>
          </div>
        )}
      </Detail>
    </>
  )
}

const tabs = [
  { value: 'points', word: 'screen.tabPoints' },
  { value: 'goods', word: 'screen.tabGoods' },
  { value: 'deals', word: 'screen.tabDeals' },
  { value: 'counts', word: 'screen.tabCounts' },
  { value: 'days', word: 'screen.tabDays' },
  { value: 'conflicts', word: 'screen.tabConflicts' },
] as const

export default function MallPage() {
  const t = useWords('mall')
  const { code } = useArea()
  const { grants } = useSession()
  const [filters, filter] = useFilters()
  const area = code ?? grants.find((grant) => grant.area)?.area.slice(0, 12) ?? null
  const tab = tabs.find(({ value }) => value === filters.tab)?.value ?? 'points'
  return (
    <DeskPage title={t('nav.desk')} hint={t('screen.deskHint')}>
      <Segments
        label={t('screen.tabs')}
        value={tab}
        onChange={(value) => filter({ tab: value === 'points' ? null : value })}
        choices={tabs.map(({ value, word }) => ({ value, label: t(word) }))}
      />
      {!area ? (
        <Notice>{t('screen.pickCommunity')}</Notice>
      ) : tab === 'goods' ? (
        <GoodsPart area={area} />
      ) : tab === 'deals' ? (
        <DealsPart area={area} />
      ) : tab === 'counts' ? (
        <CountsPart area={area} />
      ) : tab === 'days' ? (
        <DaysPart area={area} />
      ) : tab === 'conflicts' ? (
        <ConflictsPart area={area} />
      ) : (
        <PointsPart area={area} />
      )}
    </DeskPage>
  )
}
