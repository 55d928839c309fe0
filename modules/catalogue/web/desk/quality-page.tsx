/** 数据质量规则 What must hold across fields, what was found, and the rules as whoever approves data keeps them. */
import type { Reply, RouteOf } from '@liren/contract'
import {
  Button,
  Chip,
  Empty,
  Failed,
  Field,
  Skeleton,
  Switch,
  TextField,
  toast,
  useAsk,
  useLook,
  useMay,
  usePages,
  useSend,
  useWords,
} from '@liren/web'
import { DeskPage, Detail, Panel, Rows, RuleSaid, type SaidFact } from '@liren/web/desk'
import { useEffect, useState } from 'react'
import { catalogue } from '../../contract.ts'
import { EntryField } from './entry-field.tsx'

type Rule = Reply<RouteOf<typeof catalogue, 'listQualityRules'>>['items'][number]
const fresh: Rule = { code: '', name: { zh: '', en: '' }, rule: '', key: '', isActive: true, open: 0, found: 0 }

/** What rules of quality speak of: fields of the dictionary, and two the register itself knows. */
const useQualityFacts = (): readonly SaidFact[] => {
  const t = useWords('catalogue')
  const { locale } = useLook()
  const language = locale === 'en' ? 'en' : 'zh'
  const entries = usePages(catalogue, 'listEntries', { query: { limit: 200 } }, { staleSeconds: 600 })
  const { hasMore, isLoadingMore, more } = entries
  // A rule may speak of any field: all of them are needed before it can be said.
  useEffect(() => {
    if (hasMore && !isLoadingMore) more()
  }, [hasMore, isLoadingMore, more])
  return [
    ...entries.items.map(({ key, name, codes }) => ({
      name: key,
      label: name[language],
      choices: Object.entries(codes ?? {}).map(([value, words]) => ({ value, label: words[language] })),
    })),
    {
      name: 'sex',
      label: t('screen.quality.fact.sex'),
      choices: [
        { value: 'F', label: t('screen.quality.fact.female') },
        { value: 'M', label: t('screen.quality.fact.male') },
      ],
    },
    { name: 'isLiving', label: t('screen.quality.fact.isLiving') },
  ]
}

const Keep = ({ of, onDone }: { of: Rule; onDone: () => void }) => {
  const t = useWords('catalogue')
  const may = useMay()
  const [rule, setRule] = useState(of)
  const send = useSend(catalogue, 'keepQualityRule', {
    then: () => {
      toast(t('screen.quality.kept'), 'good')
      onDone()
    },
  })
  const { code, name, key, isActive } = rule
  const isWhole = [code, name.zh, name.en, rule.rule, key].every((one) => one.trim().length > 1)
  return (
    <>
      {of.code === '' && (
        <Field
          label={t('screen.quality.code')}
          value={code}
          maxLength={40}
          error={send.errors.code}
          onChange={(event) => setRule({ ...rule, code: event.target.value })}
        />
      )}
      <Field
        label={t('screen.quality.name')}
        value={name.zh}
        maxLength={60}
        onChange={(event) => setRule({ ...rule, name: { ...name, zh: event.target.value } })}
      />
      <Field
        label={t('screen.quality.nameEn')}
        value={name.en}
        maxLength={120}
        onChange={(event) => setRule({ ...rule, name: { ...name, en: event.target.value } })}
      />
      <TextField
        label={t('screen.quality.rule')}
        value={rule.rule}
        maxLength={600}
        error={send.errors.rule}
        onChange={(event) => setRule({ ...rule, rule: event.target.value })}
      />
      <EntryField
        label={t('screen.quality.key')}
        value={key === '' ? [] : [key]}
        most={1}
        error={send.errors.key}
        onChange={([chosen = '']) => setRule({ ...rule, key: chosen })}
      />
      <Switch
        label={t('screen.quality.isActive')}
        value={isActive}
        onChange={(isOn) => setRule({ ...rule, isActive: isOn })}
      />
      {may('dataset.approve') && (
        <Button
          tone="main"
          disabled={!isWhole}
          isBusy={send.isSending}
          onClick={() =>
            send.now({ params: { code }, body: { name, rule: rule.rule.trim(), key: key.trim(), isActive } })
          }
        >
          {t('screen.quality.keep')}
        </Button>
      )}
    </>
  )
}

export default function QualityPage() {
  const t = useWords()
  const { locale } = useLook()
  const facts = useQualityFacts()
  const factOf = (key: string) => facts.find((one) => one.name === key)?.label ?? key
  const nameOf = ({ name }: Rule) => (locale === 'en' ? name.en : name.zh)
  const may = useMay()
  const { data, error, refetch } = useAsk(catalogue, 'listQualityRules')
  const [open, setOpen] = useState<Rule | null>(null)
  return (
    <DeskPage
      title={t('nav.quality')}
      hint={t('screen.quality.hint')}
      tools={
        may('dataset.approve') && (
          <Button tone="main" onClick={() => setOpen(fresh)}>
            {t('screen.quality.add')}
          </Button>
        )
      }
    >
      {error && <Failed error={error} again={() => void refetch()} />}
      {!data && !error && <Skeleton rows={5} />}
      {data && (
        <Panel>
          <Rows
            rows={data.items}
            rowKey={({ code }) => code}
            label={t('nav.quality')}
            empty={<Empty icon="check" title={t('screen.quality.none')} hint={t('screen.quality.noneHint')} />}
            columns={[
              { key: 'name', title: t('screen.quality.name'), cell: nameOf },
              {
                key: 'rule',
                title: t('screen.quality.must'),
                cell: ({ rule }) => <RuleSaid source={rule} facts={facts} />,
              },
              { key: 'key', title: t('screen.quality.key'), cell: ({ key }) => factOf(key) },
              { key: 'open', title: t('screen.quality.open'), width: 90, isNumber: true, cell: (row) => row.open },
              { key: 'found', title: t('screen.quality.found'), width: 90, isNumber: true, cell: (row) => row.found },
              {
                key: 'state',
                title: t('screen.quality.state'),
                width: 100,
                cell: ({ isActive }) => (
                  <Chip tone={isActive ? 'done' : 'plain'}>
                    {t(isActive ? 'screen.quality.active' : 'screen.quality.resting')}
                  </Chip>
                ),
              },
            ]}
            onOpen={setOpen}
          />
        </Panel>
      )}
      <Detail
        isOpen={open !== null}
        onClose={() => setOpen(null)}
        title={(open && nameOf(open)) || t('screen.quality.add')}
      >
        {open && <Keep key={open.code} of={open} onDone={() => setOpen(null)} />}
      </Detail>
    </DeskPage>
  )
}
