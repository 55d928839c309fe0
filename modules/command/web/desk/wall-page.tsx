/** The same board for a wall: nothing but the tiles, as large as the screen. */
import { Link, useTimes, useWords } from '@liren/web'
import { useEffect, useState } from 'react'
import { Board } from './board.tsx'
import { useBoardArea } from './use-board.ts'

export default function WallPage() {
  const t = useWords()
  const { day } = useTimes()
  const { name } = useBoardArea()
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 10_000)
    return () => clearInterval(timer)
  }, [])
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' })
  return (
    <div className="wall">
      <header className="wall-head">
        <h1>{t('screen.boardOf', { area: name })}</h1>
        <span>
          {day(now)} <b>{clock.format(now)}</b>
        </span>
        <Link to="/command">{t('screen.leaveWall')}</Link>
      </header>
      <Board />
    </div>
  )
}
