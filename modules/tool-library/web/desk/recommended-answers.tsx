/** On the page of demands: how many communities took up what is recommended, and what the others said. */
import { useAsk, useMay, useTimes, useWords } from '@liren/web'
import { Panel } from '@liren/web/desk'
import { toolLibrary } from '../../contract.ts'
import { useSay } from '../parts/say.ts'
import './studio/studio.css'

export default function RecommendedAnswers({ of: { area } }: { of: { area: string } }) {
  const t = useWords('tool-library')
  const say = useSay()
  const { day } = useTimes()
  // Duty leaders make demands too, without having to do with tools.
  const may = useMay()
  const { data } = useAsk(toolLibrary, 'recommendedAnswers', { query: { area } }, { enabled: may('tool.use') })
  if (!data || data.items.length === 0) return null
  return (
    <Panel title={t('recommended.answers')}>
      <ul className="studio-cards">
        {data.items.map((one) => (
          <li key={one.toolId} className="studio-card">
            <b>{t('web:noted', { what: say(one.name), note: one.issuer })}</b>
            <span className="studio-note">
              {t('recommended.figures', { taken: one.takenUp, left: one.notNeeded.length })}
            </span>
            {one.notNeeded.map(({ areaCode, areaName, reason, at }) => (
              <span key={areaCode}>
                {t('web:says', { what: areaName, text: reason })} <span className="studio-note">{day(at)}</span>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
