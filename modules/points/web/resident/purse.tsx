/** What I can spend, what is set aside, how far the next level is, and what expires when. */
import type { Reply, RouteOf } from '@liren/contract'
import { Chip, useTimes, useWords } from '@liren/web'
import type { points } from '../../contract.ts'

export type MineView = Reply<RouteOf<typeof points, 'mine'>>

export const Purse = ({ of, which, unit }: { of: MineView; which: 'mine' | 'household'; unit: 'point' | 'hour' }) => {
  const t = useWords('points')
  const { day, number } = useTimes()
  const wallet = of.wallets.find((one) => one.which === which && one.unit === unit)
  const { level } = of
  return (
    <div className="points-purse">
      <div className="points-purse-line">
        <strong>{number(wallet?.free ?? 0)}</strong>
        <span>{t(`unit.${unit}`)}</span>
        {which === 'mine' && unit === 'point' && level.name !== 'none' && (
          <Chip tone="main">{t(`level.${level.name}`)}</Chip>
        )}
      </div>
      {wallet && wallet.held > 0 && (
        <p>
          {t('screen.held')} {number(wallet.held)}
        </p>
      )}
      {which === 'mine' && unit === 'point' && (
        <>
          <p>
            {t('screen.earnedYear', { amount: number(level.earned) })}
            {level.next &&
              ` · ${t('screen.nextLevel', { missing: number(level.missing), level: t(`level.${level.next}`) })}`}
          </p>
          {of.expiring.map(({ on, amount }) => (
            <p key={on}>{t('screen.expiring', { amount: number(amount), day: day(on) })}</p>
          ))}
        </>
      )}
    </div>
  )
}
