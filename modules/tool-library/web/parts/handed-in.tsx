/** What somebody handed in, with where each stands and why: at the desk and on the phone alike. */
import { Chip, Empty, List, Row, usePages, useTimes, useWords } from '@liren/web'
import { toolLibrary } from '../../contract.ts'
import { useSay } from './say.ts'

const tones = { submitted: 'soon', trial: 'soon', published: 'done', refused: 'overdue', withdrawn: 'plain' } as const

export const HandedIn = ({ linkOf }: { linkOf?: (toolId: string) => string }) => {
  const t = useWords('tool-library')
  const say = useSay()
  const { day } = useTimes()
  const pages = usePages(toolLibrary, 'handedIn', { query: { limit: 10 } })
  return (
    <List
      {...pages}
      keyOf={(one) => `${one.toolId} ${one.version}`}
      empty={<Empty icon="hand" title={t('studio.noneHandedIn')} />}
    >
      {(one) => (
        <Row
          {...(linkOf ? { to: linkOf(one.toolId) } : {})}
          title={`${say(one.name)} ${one.version}`}
          note={[
            day(one.installedAt.slice(0, 10)),
            one.state === 'submitted' && one.trialAreaName && t('studio.waitsFor', { area: one.trialAreaName }),
            one.state === 'trial' && one.trialAreaName && t('studio.triedIn', { area: one.trialAreaName }),
            one.review?.reason,
          ]
            .filter(Boolean)
            .join(' · ')}
          after={<Chip tone={tones[one.state]}>{t(`state.${one.state}`)}</Chip>}
        />
      )}
    </List>
  )
}
