/** 影响评估 What was considered before sensitive data are handled, with the day it is looked at again. */
import type { Reply, RouteOf } from '@liren/contract'
import {
  Button,
  Chip,
  Empty,
  Facts,
  Field,
  Section,
  SelectField,
  Switch,
  TextField,
  toast,
  useOwnArea,
  usePages,
  useSend,
  useTimes,
  useWords,
} from '@liren/web'
import { AreaField, Detail, Rows } from '@liren/web/desk'
import { useState } from 'react'
import { catalogue } from '../../contract.ts'
import { EntryField } from './entry-field.tsx'

type Assessment = Reply<RouteOf<typeof catalogue, 'listAssessments'>>['items'][number]
const grounds = ['sensitive', 'automated', 'entrusted', 'public', 'greatEffect'] as const
const verdicts = ['fit', 'fitWithMeasures', 'unfit'] as const
const tones = { fit: 'done', fitWithMeasures: 'soon', unfit: 'overdue' } as const
const texts = ['purpose', 'necessity', 'risks', 'safeguards'] as const

const Make = ({ onDone }: { onDone: () => void }) => {
  const t = useWords('catalogue')
  const own = useOwnArea()
  const [id] = useState(() => crypto.randomUUID())
  const [said, setSaid] = useState({
    ...{ title: '', purpose: '', necessity: '', risks: '', safeguards: '', reviewOn: '' },
    areaCode: own.code ?? '',
  })
  const [keys, setKeys] = useState<readonly string[]>([])
  const [chosen, setChosen] = useState<readonly (typeof grounds)[number][]>(['sensitive'])
  const [verdict, setVerdict] = useState<(typeof verdicts)[number]>('fitWithMeasures')
  const send = useSend(catalogue, 'makeAssessment', {
    stale: [[catalogue, 'listAssessments']],
    then: () => {
      toast(t('screen.assessment.made'), 'good')
      onDone()
    },
  })
  const say = (key: keyof typeof said) => (event: { target: { value: string } }) =>
    setSaid({ ...said, [key]: event.target.value })
  const isWhole =
    [said.title, ...texts.map((key) => said[key])].every((one) => one.trim().length > 1) &&
    keys.length > 0 &&
    chosen.length > 0 &&
    said.reviewOn !== '' &&
    said.areaCode !== ''
  return (
    <>
      <Field
        label={t('screen.assessment.title')}
        value={said.title}
        maxLength={80}
        error={send.errors.title}
        onChange={say('title')}
      />
      <fieldset>
        <legend>{t('screen.assessment.grounds')}</legend>
        {grounds.map((one) => (
          <Switch
            key={one}
            label={t(`screen.assessment.ground.${one}`)}
            value={chosen.includes(one)}
            onChange={(isOn) => setChosen(isOn ? [...chosen, one] : chosen.filter((other) => other !== one))}
          />
        ))}
      </fieldset>
      <EntryField
        label={t('screen.assessment.keys')}
        value={keys}
        error={send.errors.keys}
        onChange={(chosen) => setKeys(chosen)}
      />
      {texts.map((key) => (
        <TextField
          key={key}
          label={t(`screen.assessment.${key}`)}
          value={said[key]}
          maxLength={key === 'purpose' ? 500 : 1000}
          error={send.errors[key]}
          onChange={say(key)}
        />
      ))}
      <SelectField
        label={t('screen.assessment.verdict')}
        value={verdict}
        choices={verdicts.map((value) => ({ value, label: t(`screen.assessment.verdicts.${value}`) }))}
        onChange={(event) => setVerdict(verdicts.find((one) => one === event.target.value) ?? verdict)}
      />
      <Field
        label={t('screen.assessment.reviewOn')}
        type="date"
        value={said.reviewOn}
        error={send.errors.reviewOn}
        onChange={say('reviewOn')}
      />
      <AreaField
        label={t('screen.register.areaCode')}
        value={said.areaCode}
        error={send.errors.areaCode}
        onChange={(areaCode) => setSaid({ ...said, areaCode })}
      />
      <Button
        tone="main"
        disabled={!isWhole}
        isBusy={send.isSending}
        onClick={() => send.now({ params: { id }, body: { ...said, keys: [...keys], grounds: [...chosen], verdict } })}
      >
        {t('screen.assessment.make')}
      </Button>
    </>
  )
}

export const Assessments = () => {
  const t = useWords('catalogue')
  const { day, list, when } = useTimes()
  const pages = usePages(catalogue, 'listAssessments', { query: {} })
  const [open, setOpen] = useState<Assessment | null>(null)
  const [isMaking, setMaking] = useState(false)
  return (
    <Section
      title={t('screen.assessment.all')}
      tools={<Button onClick={() => setMaking(true)}>{t('screen.assessment.add')}</Button>}
    >
      <Rows
        rows={pages.items}
        label={t('screen.assessment.all')}
        empty={<Empty icon="shield" title={t('screen.assessment.none')} hint={t('screen.assessment.noneHint')} />}
        columns={[
          { key: 'title', title: t('screen.assessment.title'), cell: (row) => row.title },
          { key: 'data', title: t('screen.breach.data'), cell: (row) => list(row.names) },
          { key: 'by', title: t('screen.assessment.madeBy'), width: 130, cell: (row) => row.madeName },
          {
            key: 'verdict',
            title: t('screen.assessment.verdict'),
            width: 160,
            cell: (row) => <Chip tone={tones[row.verdict]}>{t(`screen.assessment.verdicts.${row.verdict}`)}</Chip>,
          },
          {
            key: 'review',
            title: t('screen.assessment.reviewOn'),
            width: 190,
            cell: (row) => (
              <>
                {day(row.reviewOn)} {row.isDue && <Chip tone="overdue">{t('screen.assessment.due')}</Chip>}
              </>
            ),
          },
        ]}
        onOpen={setOpen}
      />
      <Detail isOpen={open !== null} onClose={() => setOpen(null)} title={open?.title ?? ''}>
        {open && (
          <Facts
            of={[
              [t('screen.assessment.madeBy'), `${open.madeName} · ${when(open.madeAt)}`],
              [t('screen.assessment.grounds'), list(open.grounds.map((one) => t(`screen.assessment.ground.${one}`)))],
              [t('screen.breach.data'), list(open.names)],
              ...texts.map((key): [string, string] => [t(`screen.assessment.${key}`), open[key]]),
              [t('screen.assessment.verdict'), t(`screen.assessment.verdicts.${open.verdict}`)],
            ]}
          />
        )}
      </Detail>
      <Detail isOpen={isMaking} onClose={() => setMaking(false)} title={t('screen.assessment.add')}>
        {isMaking && <Make onDone={() => setMaking(false)} />}
      </Detail>
    </Section>
  )
}
