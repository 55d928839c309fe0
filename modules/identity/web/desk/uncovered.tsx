/** Communities without an administrator of their own: named, so that their street can ask for one. */
import { Notice, useArea, useAsk, useTimes, useWords } from '@liren/web'
import { Panel } from '@liren/web/desk'
import { Button } from 'antd'
import { useState } from 'react'
import { identity } from '../../contract.ts'

const few = 12

export const Uncovered = () => {
  const t = useWords('identity')
  const { list } = useTimes()
  const { areas } = useArea()
  const [isWhole, setWhole] = useState(false)
  const { data } = useAsk(identity, 'administrators', {}, { staleSeconds: 60 })
  if (!data) return null
  const covered = new Set(data.items.map(({ area }) => area))
  const bare = areas.filter(({ level, code }) => level === 'community' && !covered.has(code))
  const all = areas.filter(({ level }) => level === 'community').length
  if (all === 0) return null
  if (bare.length === 0) return <Notice tone="good">{t('screen.everyCovered', { count: all })}</Notice>
  const shown = isWhole ? bare : bare.slice(0, few)
  return (
    <Panel
      title={t('screen.uncovered', { count: bare.length, all })}
      tools={
        bare.length > few && (
          <Button type="link" onClick={() => setWhole(!isWhole)}>
            {t(isWhole ? 'screen.showLess' : 'screen.showAll')}
          </Button>
        )
      }
    >
      <p className="field-hint">{t('screen.uncoveredHint')}</p>
      <p>{list(shown.map(({ name }) => name))}</p>
    </Panel>
  )
}
