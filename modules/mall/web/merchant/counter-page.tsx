/** The counter of a pick-up point: hand over by number and code, also without a network; stock, and today as it adds up. */
import {
  AsOf,
  Button,
  Chip,
  discard,
  Empty,
  Failed,
  Field,
  Notice,
  online,
  Page,
  Row,
  Section,
  SelectField,
  Sheet,
  Skeleton,
  sendSoon,
  toast,
  toastProblem,
  tryAgain,
  useAsk,
  useLive,
  useLook,
  useOutbox,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { lazy, Suspense, useRef, useState } from 'react'
import { type Good, mall } from '../../contract.ts'
import { readIn } from '../../words.ts'
import { useGoodWords } from '../good-words.ts'
import type { KeptHandOver } from '../send-hand-over.ts'
import { HandedOver } from './handed-over.tsx'
import { SettledDays } from './settled-days.tsx'
import '../mall.css'

// What reads squares weighs; it comes when somebody scans.
const ScanSheet = lazy(() => import('./scan-sheet.tsx'))

const Kept = () => {
  const t = useWords('mall')
  const kept = useOutbox('mall.handOver').filter(({ state }) => state !== 'sent')
  return kept.map((one) => (
    <Row
      key={one.id}
      title={one.title}
      after={
        one.state === 'refused' ? (
          <span className="flow-row">
            <Chip tone="overdue">{t('screen.refused', { why: one.why ?? '' })}</Chip>
            <Button onClick={() => void tryAgain(one.id)}>{t('screen.again')}</Button>
            <Button tone="quiet" onClick={() => void discard(one.id)}>
              {t('screen.drop')}
            </Button>
          </span>
        ) : (
          <Chip tone="soon">{t(one.state === 'sending' ? 'screen.sending' : 'screen.waiting')}</Chip>
        )
      }
    />
  ))
}

const CountSheet = ({ good, onClose }: { good: Good; onClose: () => void }) => {
  const t = useWords('mall')
  const { name } = useGoodWords()(good)
  const [text, setText] = useState('')
  const [note, setNote] = useState('')
  const send = useSend(mall, 'count', {
    stale: [[mall]],
    then: ({ difference }) => {
      toast(t('screen.difference', { difference }), difference === 0 ? 'good' : 'plain')
      onClose()
    },
  })
  return (
    <Sheet
      isOpen
      onClose={onClose}
      title={`${t('screen.countStock')} · ${name}`}
      action={
        <Button
          tone="main"
          isWide
          isBusy={send.isSending}
          disabled={!/^\d{1,5}$/.test(text)}
          onClick={() =>
            send.now({
              params: { id: good.id },
              body: { counted: Number(text), ...(note.trim() ? { note: note.trim() } : {}) },
            })
          }
        >
          {t('screen.save')}
        </Button>
      }
    >
      <div className="form-stack">
        <p className="field-hint">{t('screen.stock', { count: good.stock })}</p>
        <Field
          label={t('screen.counted')}
          inputMode="numeric"
          value={text}
          error={send.errors.counted}
          onChange={(event) => setText(event.target.value.trim())}
        />
        <Field
          label={t('screen.note')}
          isOptional
          value={note}
          maxLength={200}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Sheet>
  )
}

export default function CounterPage() {
  const t = useWords('mall')
  const { day, when } = useTimes()
  const { locale } = useLook()
  const said = useGoodWords()
  const [at, setAt] = useState(0)
  const [number, setNumber] = useState('')
  const [code, setCode] = useState('')
  const [counting, setCounting] = useState<Good | null>(null)
  const [isScanning, setScanning] = useState(false)
  const counter = useAsk(mall, 'counter', undefined, { isKept: true })
  const shop = counter.data?.items[at] ?? counter.data?.items[0]
  useLive([shop && `area:${shop.point.area}`], [[mall.name, 'counter']])
  // One id for one number and code, also when the network went between two presses: the server knows it by that.
  const handing = useRef({ of: '', id: '' })
  const handingId = () => {
    const one = `${shop?.point.id} ${number} ${code}`
    if (handing.current.of !== one) handing.current = { of: one, id: crypto.randomUUID() }
    return handing.current.id
  }
  const done = (name: string) => {
    setNumber('')
    setCode('')
    toast(t('screen.handed', { name }), 'good')
  }
  const send = useSend(mall, 'handOver', {
    stale: [[mall]],
    then: ({ reservation, conflict }) => {
      if (conflict) toast(t('screen.wrongCode'), 'plain')
      else done(reservation?.goodName ?? '')
    },
  })
  if (!counter.data)
    return (
      <Page title={t('nav.counter')} isLoading={!counter.error}>
        {counter.error ? <Failed error={counter.error} again={() => void counter.refetch()} /> : <Skeleton rows={5} />}
      </Page>
    )
  if (!shop)
    return (
      <Page title={t('nav.counter')}>
        <Empty icon="shop" title={t('screen.notServing')} hint={t('screen.notServingHint')} />
      </Page>
    )
  const handOver = async () => {
    if (online.get()) return send.now({ body: { id: handingId(), pointId: shop.point.id, number, code } })
    const row = shop.open.find((one) => one.number === number)
    if (!row) return toast(t('screen.notInList'), 'plain')
    const kept: KeptHandOver = {
      pointId: shop.point.id,
      reservationId: row.id,
      number,
      code,
      token: row.token,
      doneAt: new Date().toISOString(),
    }
    await sendSoon('mall.handOver', `${row.number} · ${row.goodName}`, kept, { id: handingId(), at: '/mall' })
    setNumber('')
    setCode('')
    toast(t('screen.kept'), 'good')
  }
  const { today } = shop
  return (
    <Page
      title={readIn(locale, shop.point.name, shop.point.nameEn)}
      action={
        <Button
          tone="main"
          isWide
          isBusy={send.isSending}
          disabled={!/^\d{4}$/.test(number) || !/^\d{6}$/.test(code)}
          onClick={() => void handOver().catch(toastProblem)}
        >
          {t('screen.handOver')}
        </Button>
      }
    >
      <AsOf of={counter} />
      <div className="form-stack">
        {counter.data.items.length > 1 && (
          <SelectField
            label={t('screen.point')}
            value={String(at)}
            onChange={(event) => setAt(Number(event.target.value))}
            choices={counter.data.items.map(({ point }, index) => ({
              value: String(index),
              label: readIn(locale, point.name, point.nameEn),
            }))}
          />
        )}
        <Button icon="camera" onClick={() => setScanning(true)}>
          {t('screen.scan')}
        </Button>
        <Field
          label={t('screen.number')}
          inputMode="numeric"
          maxLength={4}
          value={number}
          error={send.errors.number}
          onChange={(event) => setNumber(event.target.value.trim())}
        />
        <Field
          label={t('screen.code')}
          inputMode="numeric"
          maxLength={6}
          value={code}
          error={send.errors.code}
          onChange={(event) => setCode(event.target.value.replace(/\s/g, ''))}
        />
      </div>
      <Kept />
      <Section title={t('screen.today')}>
        <p>
          {t('screen.todayLine', {
            count: today.handedOver,
            points: today.points,
            refunds: today.refunds,
            refunded: today.refundedPoints,
          })}
        </p>
      </Section>
      {shop.conflicts.length > 0 && (
        <Section title={t('screen.conflicts')}>
          <Notice tone="soon">{t('screen.conflictHint')}</Notice>
          {shop.conflicts.map((one) => (
            <Row
              key={one.id}
              title={`${one.number} · ${one.goodName}`}
              note={when(one.doneAt)}
              after={<Chip tone="overdue">{t(`why.${one.why}`)}</Chip>}
            />
          ))}
        </Section>
      )}
      <Section title={t('screen.openList')}>
        {shop.open.length === 0 ? (
          <p className="field-hint">{t('screen.noOpen')}</p>
        ) : (
          shop.open.map((one) => (
            <Row
              key={one.id}
              onClick={() => setNumber(one.number)}
              title={`${one.number} · ${one.goodName} × ${one.quantity}`}
              note={`${one.name} · ${t('screen.collectUntil', { day: day(one.keptUntil) })}`}
            />
          ))
        )}
      </Section>
      <Section title={t('screen.handedList')}>
        <HandedOver pointId={shop.point.id} />
      </Section>
      <Section title={t('screen.settledDays')}>
        <SettledDays pointId={shop.point.id} />
      </Section>
      <Section title={t('screen.stockTitle')}>
        {shop.goods.map((good) => (
          <Row
            key={good.id}
            onClick={() => setCounting(good)}
            title={said(good).name}
            after={<span className="mall-price">{good.stock}</span>}
          />
        ))}
      </Section>
      {isScanning && (
        <Suspense fallback={null}>
          <ScanSheet
            onClose={() => setScanning(false)}
            onRead={(read) => {
              setNumber(read.number)
              setCode(read.code)
              setScanning(false)
            }}
          />
        </Suspense>
      )}
      {counting && <CountSheet key={counting.id} good={counting} onClose={() => setCounting(null)} />}
    </Page>
  )
}
