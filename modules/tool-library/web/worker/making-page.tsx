/** 做工具 On the phone of whoever makes tools: what became of what was handed in, and the door to the studio at the desk. */
import { Button, Chip, Empty, List, Notice, Page, Row, Section, usePages, useTimes, useWords } from '@liren/web'
import { toolLibrary } from '../../contract.ts'
import { HandedIn } from '../parts/handed-in.tsx'
import { useSay } from '../parts/say.ts'

const studio = '/desk/tool-library/studio'
const toDesk = (path: string) => globalThis.location.assign(path)

export default function MakingPage() {
  const t = useWords()
  const say = useSay()
  const { since } = useTimes()
  const drafts = usePages(toolLibrary, 'drafts', { query: {} })
  return (
    <Page title={t('nav.studio')}>
      <Notice>{t('studio.atDeskHint')}</Notice>
      <Button tone="main" isWide onClick={() => toDesk(studio)}>
        {t('studio.atDesk')}
      </Button>
      <Section title={t('studio.handedIn')}>
        <HandedIn />
      </Section>
      <Section title={t('desk.drafts')}>
        <List
          {...drafts}
          keyOf={(one) => one.id}
          empty={<Empty icon="document" title={t('studio.noDraftsYet')} hint={t('studio.noDraftsYetHint')} />}
        >
          {(one) => (
            <Row
              title={say(one.name)}
              note={since(one.changedAt)}
              onClick={() => toDesk(`${studio}/${one.id}`)}
              {...(one.state ? { after: <Chip tone="main">{t(`state.${one.state}`)}</Chip> } : {})}
            />
          )}
        </List>
      </Section>
    </Page>
  )
}
