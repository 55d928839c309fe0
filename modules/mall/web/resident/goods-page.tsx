/** Goods near me, things and services, and what I could pay with. */
import { points } from '@liren/points/contract'
import {
  ButtonLink,
  Chip,
  Empty,
  List,
  Page,
  Row,
  Segments,
  useArea,
  useAsk,
  useLive,
  useMay,
  usePages,
  useSession,
  useWords,
} from '@liren/web'
import { useState } from 'react'
import { type Good, mall } from '../../contract.ts'
import { isOpenAt } from '../../reservation.ts'
import { useGoodWords } from '../good-words.ts'
import { ReserveSheet } from './reserve-sheet.tsx'
import '../mall.css'

const kinds = ['all', 'thing', 'service'] as const

const Goods = ({
  area,
  kind,
  onOpen,
}: {
  area: string
  kind: (typeof kinds)[number]
  onOpen: (good: Good) => void
}) => {
  const t = useWords('mall')
  const goods = usePages(mall, 'goods', { query: { area, ...(kind === 'all' ? {} : { kind }) } })
  useLive([`area:${area}`], [[mall.name, 'goods']])
  const said = useGoodWords()
  const now = new Date()
  return (
    <List
      {...goods}
      label={t('nav.mall')}
      keyOf={(good) => good.id}
      empty={<Empty icon="gift" title={t('screen.noGoods')} hint={t('screen.noGoodsHint')} />}
    >
      {(good) => (
        <Row
          onClick={() => onOpen(good)}
          title={said(good).name}
          note={[
            said(good).isOnlyChinese ? t('screen.onlyChinese') : '',
            good.pointName,
            t(isOpenAt(good.hours, now) ? 'screen.openNow' : 'screen.closedNow'),
            said(good).note,
          ]
            .filter(Boolean)
            .join(' · ')}
          after={
            <span className="flow-row">
              {good.stock === 0 ? (
                <Chip tone="done">{t('screen.soldOut')}</Chip>
              ) : (
                good.stock <= 5 && <Chip tone="soon">{t('screen.stock', { count: good.stock })}</Chip>
              )}
              <span className="mall-price">{t('screen.price', { amount: good.points })}</span>
            </span>
          }
        />
      )}
    </List>
  )
}

export default function GoodsPage() {
  const t = useWords('mall')
  const may = useMay()
  const { code } = useArea()
  const { grants } = useSession()
  const [kind, setKind] = useState<(typeof kinds)[number]>('all')
  const [open, setOpen] = useState<Good | null>(null)
  const purse = useAsk(points, 'mine', {}, { enabled: may('mall.redeem') })
  const free = (which: string) =>
    purse.data?.wallets.find((one) => one.which === which && one.unit === 'point')?.free ?? 0
  const area = code ?? grants.find((grant) => grant.area)?.area.slice(0, 12) ?? null
  return (
    <Page
      title={t('nav.mall')}
      action={
        may('mall.redeem') ? (
          <ButtonLink to="/mall/reservations" isWide>
            {t('nav.reservations')}
          </ButtonLink>
        ) : undefined
      }
    >
      {purse.data && <p className="mall-price">{t('screen.myPoints', { amount: free('mine') })}</p>}
      <Segments
        label={t('screen.kind')}
        value={kind}
        onChange={(value) => setKind(kinds.find((one) => one === value) ?? 'all')}
        choices={kinds.map((value) => ({ value, label: t(value === 'all' ? 'screen.all' : `kind.${value}`) }))}
      />
      {area ? (
        <Goods area={area} kind={kind} onOpen={setOpen} />
      ) : (
        <Empty
          icon="pin"
          title={t('screen.pickCommunity')}
          action={<ButtonLink to="/area">{t('web:home.chooseArea')}</ButtonLink>}
        />
      )}
      {open && may('mall.redeem') && (
        <ReserveSheet key={open.id} of={open} hasHome={free('household') > 0} onClose={() => setOpen(null)} />
      )}
    </Page>
  )
}
