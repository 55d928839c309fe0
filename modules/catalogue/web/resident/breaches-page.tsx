/** 个人信息安全告知 Leaks that were told in public: what got out, what may come of it, what was done, what one can do oneself. */
import { Empty, Facts, List, Page, Section, usePages, useTimes, useWords } from '@liren/web'
import { catalogue } from '../../contract.ts'

export default function BreachesPage() {
  const t = useWords()
  const { day, list } = useTimes()
  const told = usePages(catalogue, 'listToldBreaches', { query: {} })
  return (
    <Page title={t('nav.toldBreaches')} back="/catalogue/me" canBeRead>
      <p>{t('screen.breach.toldHint')}</p>
      <List
        {...told}
        keyOf={({ id }) => id}
        empty={<Empty icon="shield" title={t('screen.breach.noneTold')} hint={t('screen.breach.noneToldHint')} />}
      >
        {(one) => (
          <Section title={`${t(`breach.${one.kind}`)} · ${day(one.noticedAt)}`}>
            <Facts
              of={[
                [t('screen.breach.data'), list(one.data)],
                [t('screen.breach.cause'), one.cause],
                [t('screen.breach.harm'), one.harm],
                [t('screen.breach.measures'), one.measures],
                [t('screen.breach.advice'), one.advice],
                [t('screen.breach.contact'), one.contact],
                [t('screen.sharing.number'), one.number],
              ]}
            />
          </Section>
        )}
      </List>
    </Page>
  )
}
