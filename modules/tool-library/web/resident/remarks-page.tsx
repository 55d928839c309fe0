/** What I said of the house and its tools, and what came of it; and how long it takes here until something is put right. */
import { Chip, Empty, List, Page, Row, useAsk, usePages, useTimes, useWords } from '@liren/web'
import { type RemarkRow, toolLibrary } from '../../contract.ts'
import { useSay } from '../parts/say.ts'
import { SayRemark } from '../parts/say-remark.tsx'
import { usePlace } from '../parts/use-place.ts'

export const remarkTone = (state: RemarkRow['state']) =>
  ({ new: 'plain', planned: 'soon', done: 'done', declined: 'plain' })[state] as 'plain' | 'soon' | 'done'

const HowLong = ({ area }: { area: string }) => {
  const t = useWords('tool-library')
  const { data } = useAsk(toolLibrary, 'remarkFigures', { query: { area } })
  if (!data || data.said === 0) return null
  return (
    <p className="field-hint">
      {t('screen.remarkFigures', { said: data.said, answered: data.answered, changed: data.changed })}
      {data.daysToChange !== null && t('screen.remarkDays', { days: data.daysToChange })}
    </p>
  )
}

export default function RemarksPage() {
  const t = useWords()
  const say = useSay()
  const { since } = useTimes()
  const area = usePlace()
  const mine = usePages(toolLibrary, 'myRemarks', { query: {} })
  return (
    <Page title={t('nav.remarks')} back="/me" action={<SayRemark isMain />}>
      <p>{t('screen.remarksLead')}</p>
      {area && <HowLong area={area} />}
      <List
        {...mine}
        keyOf={(row) => row.id}
        empty={<Empty icon="chat" title={t('screen.noRemarks')} hint={t('screen.noRemarksHint')} />}
      >
        {(row) => (
          <Row
            title={row.text}
            note={[
              row.name ? say(row.name) : null,
              since(row.saidAt),
              row.answer && t('screen.remarkAnswer', { answer: row.answer }),
              row.version && t('screen.remarkVersion', { version: row.version }),
            ]
              .filter(Boolean)
              .join(' · ')}
            after={<Chip tone={remarkTone(row.state)}>{t(`remarkState.${row.state}`)}</Chip>}
          />
        )}
      </List>
    </Page>
  )
}
