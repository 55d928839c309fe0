/** Before a form begins: what it is for, what would be fetched and from where, each of it to be refused before anything is read. */
import {
  ask,
  Button,
  ButtonLink,
  Empty,
  Facts,
  Notice,
  Page,
  Section,
  Switch,
  toastProblem,
  useArea,
  useAsk,
  useFreshIds,
  useGo,
  useLook,
  useSession,
  useWords,
} from '@liren/web'
import { useEffect, useState } from 'react'
import { forms } from '../../contract.ts'
import { say } from '../../definition.ts'
import { keysOf, leavesOf } from '../../outline.ts'
import { FirmField } from '../parts/firm-field.tsx'

export default function BeginPage({ params }: { params: { code: string } }) {
  const t = useWords('forms')
  const { locale } = useLook()
  const { code: area } = useArea()
  const session = useSession()
  const go = useGo()
  // Fetched while somebody reads, so that the form stands at once.
  useEffect(() => void import('./fill-page.tsx'), [])
  const found = useAsk(
    forms,
    'readForm',
    { params: { code: params.code }, query: area ? { area } : {} },
    { isKept: true },
  )
  const [refused, setRefused] = useState<readonly string[]>([])
  const [firm, setFirm] = useState('')
  const [isBusy, setBusy] = useState(false)
  const ids = useFreshIds()
  const form = found.data
  const definition = form?.definition
  const labels = new Map(
    definition
      ? leavesOf(definition).flatMap(({ field, within }) =>
          [...within, field].flatMap(({ from, label }) => (from ? [[from, say(label, locale)] as const] : [])),
        )
      : [],
  )
  const keys = definition ? keysOf(definition).filter((key) => labels.has(key)) : []
  /** Whoever helps at a window types in what somebody wrote on paper, and it is marked as such. */
  const isHelping = session.onBehalfOf !== null
  const begin = async (channel?: 'paper') => {
    setBusy(true)
    try {
      const asked = {
        code: params.code,
        ...(area ? { area } : {}),
        ...(firm ? { enterpriseId: firm } : {}),
        refused: [...refused],
        ...(channel ? { channel } : {}),
      }
      const id = ids.of(JSON.stringify(asked))
      await ask(forms, 'start', { body: { id, ...asked } })
      go(`/forms/${id}`)
    } catch (thrown) {
      toastProblem(thrown)
      setBusy(false)
    }
  }
  return (
    <Page
      title={definition ? say(definition.title, locale) : t('title')}
      back="/forms"
      isLoading={found.isLoading}
      canBeRead
      action={
        definition && (
          <>
            <ButtonLink to={`/forms/print/${params.code}`}>{t('screen.print')}</ButtonLink>
            {isHelping && (
              <Button isBusy={isBusy} onClick={() => void begin('paper')}>
                {t('screen.fromPaper')}
              </Button>
            )}
            <Button tone="main" isWide isBusy={isBusy} onClick={() => void begin()}>
              {t('screen.begin')}
            </Button>
          </>
        )
      }
    >
      {found.isError && <Empty icon="document" title={t('screen.noForm')} hint={t('screen.noFormHint')} />}
      {definition && (
        <>
          <Facts
            of={[
              say(definition.purpose, locale) !== '' && [t('screen.purpose'), say(definition.purpose, locale)],
              say(definition.basis, locale) !== '' && [t('screen.basisTitle'), say(definition.basis, locale)],
              definition.statutory !== undefined && [t('screen.byLaw'), say(definition.statutory.law, locale)],
              definition.baseline !== undefined && [
                t('screen.onPaper'),
                t('screen.onPaperText', {
                  fields: definition.baseline.fields,
                  materials: definition.baseline.materials,
                }),
              ],
            ]}
          />
          <FirmField value={firm} onChange={setFirm} isNeeded={definition.audience === 'enterprise'} />
          {keys.length > 0 && (
            <Section title={t('screen.fetched')}>
              <Notice>{t('screen.fetchedHint')}</Notice>
              {keys.map((key) => (
                <Switch
                  key={key}
                  label={labels.get(key) ?? key}
                  value={!refused.includes(key)}
                  onChange={(isOn) => setRefused(isOn ? refused.filter((one) => one !== key) : [...refused, key])}
                />
              ))}
            </Section>
          )}
          {!session.personId && <Notice tone="soon">{t('screen.notLinked')}</Notice>}
        </>
      )}
    </Page>
  )
}
