/** 数据集登记 Everything a department must say of a dataset before it counts: provider, steward, standard, frequency, columns, terms, rights. */
import type { Static } from '@liren/contract'
import { Button, Field, Section, SelectField, TextField, toast, useOwnArea, useSend, useWords } from '@liren/web'
import { AreaField, UnitField } from '@liren/web/desk'
import { useState } from 'react'
import { catalogue, type Dataset, type DatasetDraft } from '../../contract.ts'
import { refreshes, sharingClasses } from '../../dictionary/entry.ts'
import { DatasetColumns } from './dataset-columns.tsx'

type Draft = Static<typeof DatasetDraft>
const formats = ['table', 'api', 'file'] as const
const openings = ['rows', 'counts'] as const

const empty = (areaCode: string): Draft => ({
  ...{ code: '', title: '', titleEn: '', summary: '', areaCode, providerUnit: '', stewardName: '' },
  ...{
    columns: [{ name: '', type: 'text' }],
    keyColumns: [],
    format: 'table',
    sharing: 'conditional',
    sharingTerms: '',
  },
  ...{ updateStandard: '', refresh: 'monthly', securityLevel: 2, legalBasis: '', opening: null },
  rights: { owner: '', holder: '', permittedUses: [], circulation: '', retention: '' },
})
/** Of a dataset with its state only what its department says of it. */
const draftOf = (of: Static<typeof Dataset>): Draft => {
  const { providerUnitId: _, providerName: __, version, rows, publishedAt, dueOn, lateness, quality, ...draft } = of
  return draft
}
const parted = (text: string) =>
  text
    .split(/[、,，\n]/)
    .map((one) => one.trim())
    .filter(Boolean)

export const RegisterDataset = ({ of, onDone }: { of: Static<typeof Dataset> | null; onDone: () => void }) => {
  const t = useWords('catalogue')
  const own = useOwnArea()
  const [draft, setDraft] = useState<Draft>(() => (of ? draftOf(of) : empty(own.code ?? '')))
  const [uses, setUses] = useState(draft.rights.permittedUses.join('、'))
  const send = useSend(catalogue, 'registerDataset', {
    stale: [
      [catalogue, 'listDatasets'],
      [catalogue, 'readDataset'],
      [catalogue, 'readSharing'],
    ],
    then: () => {
      toast(t('screen.register.kept'), 'good')
      onDone()
    },
  })
  const say = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const text = (key: 'code' | 'title' | 'titleEn' | 'stewardName' | 'legalBasis' | 'updateStandard', most: number) => (
    <Field
      label={t(`screen.register.${key === 'title' ? 'datasetTitle' : key}`)}
      value={draft[key]}
      maxLength={most}
      disabled={key === 'code' && of !== null}
      error={send.errors[key]}
      onChange={(event) => say({ [key]: event.target.value })}
    />
  )
  const right = (key: 'owner' | 'holder' | 'circulation' | 'retention', most: number) => (
    <Field
      label={t(`screen.dataset.${key}`)}
      value={draft.rights[key]}
      maxLength={most}
      error={send.errors[`rights.${key}`]}
      onChange={(event) => say({ rights: { ...draft.rights, [key]: event.target.value } })}
    />
  )
  const body: Draft = {
    ...draft,
    sharingTerms: draft.sharing === 'conditional' ? draft.sharingTerms || null : null,
    rights: { ...draft.rights, permittedUses: parted(uses) },
  }
  const isWhole =
    [
      ...[draft.code, draft.title, draft.titleEn, draft.summary, draft.areaCode, draft.providerUnit, draft.stewardName],
      ...[draft.updateStandard, draft.legalBasis, draft.rights.owner, draft.rights.holder, draft.rights.circulation],
      ...[draft.rights.retention, ...draft.columns.map(({ name }) => name)],
    ].every((one) => one.trim() !== '') &&
    draft.keyColumns.length > 0 &&
    parted(uses).length > 0
  return (
    <>
      <Section title={t('screen.register.what')}>
        {text('code', 61)}
        {text('title', 80)}
        {text('titleEn', 80)}
        <TextField
          label={t('screen.register.summary')}
          value={draft.summary}
          maxLength={500}
          error={send.errors.summary}
          onChange={(event) => say({ summary: event.target.value })}
        />
        <AreaField
          label={t('screen.register.areaCode')}
          value={draft.areaCode}
          error={send.errors.areaCode}
          onChange={(areaCode) => say({ areaCode })}
        />
        <UnitField
          by="code"
          label={t('screen.register.providerUnit')}
          value={draft.providerUnit}
          error={send.errors.providerUnit}
          onChange={(providerUnit) => say({ providerUnit })}
        />
        {text('stewardName', 40)}
      </Section>
      <Section title={t('screen.register.updating')}>
        {text('updateStandard', 300)}
        <SelectField
          label={t('screen.entry.refresh')}
          value={draft.refresh}
          choices={refreshes.map((value) => ({ value, label: t(`screen.refresh.${value}`) }))}
          onChange={(event) => say({ refresh: refreshes.find((one) => one === event.target.value) ?? draft.refresh })}
        />
        <SelectField
          label={t('screen.register.format')}
          value={draft.format}
          choices={formats.map((value) => ({ value, label: t(`screen.format.${value}`) }))}
          onChange={(event) => say({ format: formats.find((one) => one === event.target.value) ?? draft.format })}
        />
      </Section>
      <DatasetColumns
        columns={draft.columns}
        keys={draft.keyColumns}
        error={send.errors.columns ?? send.errors.keyColumns}
        onChange={(columns, keyColumns) => say({ columns: [...columns], keyColumns: [...keyColumns] })}
      />
      <Section title={t('screen.register.terms')}>
        <SelectField
          label={t('screen.entry.sharing')}
          value={draft.sharing}
          choices={sharingClasses.map((value) => ({ value, label: t(`screen.sharing.${value}`) }))}
          onChange={(event) =>
            say({ sharing: sharingClasses.find((one) => one === event.target.value) ?? draft.sharing })
          }
        />
        {draft.sharing === 'conditional' && (
          <Field
            label={t('screen.dataset.terms')}
            value={draft.sharingTerms ?? ''}
            maxLength={300}
            error={send.errors.sharingTerms}
            onChange={(event) => say({ sharingTerms: event.target.value })}
          />
        )}
        {text('legalBasis', 200)}
        <Field
          label={t('screen.dataset.level')}
          type="number"
          min={1}
          max={4}
          value={draft.securityLevel}
          error={send.errors.securityLevel}
          onChange={(event) => say({ securityLevel: Math.min(4, Math.max(1, Math.round(Number(event.target.value)))) })}
        />
        <SelectField
          label={t('screen.dataset.opening')}
          value={draft.opening?.as ?? ''}
          placeholder={t('screen.dataset.closed')}
          error={send.errors.opening}
          choices={openings.map((value) => ({ value, label: t(`screen.opening.${value}`) }))}
          onChange={(event) => {
            const as = openings.find((one) => one === event.target.value)
            say({ opening: as ? { by: [], licence: 'CC BY 4.0', scenario: draft.title, ...draft.opening, as } : null })
          }}
        />
        {draft.opening?.as === 'counts' && (
          <Field
            label={t('screen.register.by')}
            value={draft.opening.by.join('、')}
            onChange={(event) =>
              draft.opening && say({ opening: { ...draft.opening, by: parted(event.target.value).slice(0, 2) } })
            }
          />
        )}
      </Section>
      <Section title={t('screen.dataset.rights')}>
        {right('owner', 120)}
        {right('holder', 120)}
        <Field
          label={t('screen.dataset.permitted')}
          value={uses}
          error={send.errors['rights.permittedUses']}
          onChange={(event) => setUses(event.target.value)}
        />
        {right('circulation', 500)}
        {right('retention', 300)}
      </Section>
      <Button
        tone="main"
        disabled={!isWhole}
        isBusy={send.isSending}
        onClick={() => send.now({ params: { code: draft.code }, body })}
      >
        {t('screen.register.keep')}
      </Button>
    </>
  )
}
