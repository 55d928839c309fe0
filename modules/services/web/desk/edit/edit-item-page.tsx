/** An item's record as whoever keeps it edits it: the next version is a draft until it is published; what people applied with stays. */
import { Button, ButtonLink, Chip, Failed, Notice, Skeleton, toast, useAsk, useSend, useWords } from '@liren/web'
import { Columns, DeskPage, Panel } from '@liren/web/desk'
import { useState } from 'react'
import { services } from '../../../contract.ts'
import type { ItemRecord } from '../../../item.ts'
import { standardForm } from '../../../standard-form.ts'
import type { ItemView } from '../../../views.ts'
import '../../services.css'
import { EnglishPart } from './english-part.tsx'
import {
  FlowPart,
  LimitsPart,
  MaterialsPart,
  QuestionsPart,
  SimplificationPart,
  TagsPart,
  WordsPart,
} from './parts.tsx'

const Editor = ({ of }: { of: ItemView }) => {
  const t = useWords('services')
  const [record, setRecord] = useState<ItemRecord>(of.record)
  const [isChanged, setChanged] = useState(false)
  const keep = useSend(services, 'keepItem', {
    then: () => {
      setChanged(false)
      toast(t('edit.kept'), 'good')
    },
  })
  const publish = useSend(services, 'publishItem', { then: () => toast(t('edit.published'), 'good') })
  const part = {
    of: record,
    change: (next: Partial<ItemRecord>, drops?: 'conditions') => {
      setChanged(true)
      setRecord((before) => {
        const { conditions, ...rest } = { ...before, ...next }
        return drops || conditions === undefined ? rest : { ...rest, conditions }
      })
    },
    errorAt: (field: string) =>
      keep.errors[`record.${field}`] ?? publish.errors[`record.${field}`] ?? publish.errors[field],
  }
  const giveForm = (form: Readonly<Record<string, unknown>> | 'attached') =>
    keep.now({ params: { code: of.code }, body: { record, form, seen: of.version } })
  const isDraft = of.state === 'draft'
  const problem = keep.problem ?? publish.problem
  return (
    <DeskPage
      title={record.name}
      hint={t('edit.hint')}
      back={{ to: '/services', label: t('nav.desk') }}
      tools={
        <>
          <Button
            isBusy={keep.isSending}
            disabled={!isChanged}
            onClick={() => keep.now({ params: { code: of.code }, body: { record, seen: of.version } })}
          >
            {t('edit.keep')}
          </Button>
          <Button
            tone="main"
            isBusy={publish.isSending}
            disabled={!isDraft || isChanged}
            onClick={() =>
              publish.now({
                params: { code: of.code },
                body: { version: of.version, simplification: record.simplification },
              })
            }
          >
            {t('edit.publish', { n: of.version })}
          </Button>
        </>
      }
    >
      <p className="services-chips">
        <Chip>{of.code}</Chip>
        <Chip>{t('screen.version', { n: of.version })}</Chip>
        <Chip tone={isDraft ? 'soon' : 'done'}>{t(isDraft ? 'edit.isDraft' : 'edit.isPublished')}</Chip>
        {of.lists.map((list) => (
          <Chip key={list.code}>{list.name}</Chip>
        ))}
      </p>
      {problem && <Notice tone="overdue">{problem.title}</Notice>}
      <Columns
        main={
          <>
            <Panel title={t('edit.words')}>
              <WordsPart {...part} />
            </Panel>
            <Panel>
              <MaterialsPart {...part} />
            </Panel>
            <Panel>
              <FlowPart {...part} />
            </Panel>
            <Panel>
              <QuestionsPart {...part} />
            </Panel>
            <Panel title={t('edit.english')}>
              <EnglishPart {...part} />
            </Panel>
          </>
        }
        aside={
          <>
            <Panel title={t('edit.limits')}>
              <LimitsPart {...part} />
            </Panel>
            <Panel title={t('edit.listsTitle')}>
              <TagsPart {...part} />
            </Panel>
            <Panel title={t('edit.simplification')}>
              <SimplificationPart {...part} />
            </Panel>
            <Panel title={t('edit.form')}>
              <p>{t(of.form ? 'edit.formHint' : 'edit.noForm')}</p>
              {!of.form && (
                <div className="services-chips">
                  <Button isBusy={keep.isSending} onClick={() => giveForm({ ...standardForm(record) })}>
                    {t('edit.standardForm')}
                  </Button>
                  <ButtonLink to={`/forms/edit/new?code=${of.code}`}>{t('edit.buildForm')}</ButtonLink>
                  <Button isBusy={keep.isSending} onClick={() => giveForm('attached')}>
                    {t('edit.attachForm')}
                  </Button>
                </div>
              )}
              {of.form && <ButtonLink to={`/forms/edit/${of.code}`}>{t('edit.editForm')}</ButtonLink>}
            </Panel>
          </>
        }
      />
    </DeskPage>
  )
}

export default function EditItemPage({ params }: { params: { code: string } }) {
  const t = useWords()
  const { data, error, refetch } = useAsk(services, 'newestItem', { params: { code: params.code } })
  if (data) return <Editor key={`${data.version} ${data.state}`} of={data} />
  return (
    <DeskPage title={t('nav.edit')}>
      {error ? <Failed error={error} again={() => void refetch()} /> : <Skeleton rows={10} />}
    </DeskPage>
  )
}
