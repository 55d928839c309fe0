/** What was answered, as it is read afterwards: group by group, in words, each with where it comes from. */
import { Chip, Facts, Section, Skeleton, useLook, useWords } from '@liren/web'
import { fieldsOf } from '../../blocks.ts'
import type { SubmissionView } from '../../contract.ts'
import { say, type Wording } from '../../definition.ts'
import { isEmpty, type Shown } from '../../outline.ts'
import { standingOf } from '../../standing.ts'
import { Photos } from './attached.tsx'
import { Source, useValueWords } from './field-view.tsx'
import { useRules } from './rules.ts'
import './forms.css'

type Group = { readonly title: Wording | undefined; readonly shown: readonly Shown[] }

const headOf = (at: string) => at.split('.')[0] ?? ''

/** Groups as the form lays them out; where it has none, one for each block and one for the rest. */
const groupsOf = (of: SubmissionView, shown: readonly Shown[]): readonly Group[] => {
  const laid = of.definition.pages?.flatMap((page) =>
    page.groups.map((group) => ({ title: group.title ?? page.title, keys: group.fields })),
  )
  const groups =
    laid ??
    fieldsOf(of.definition).reduce<{ title: Wording | undefined; keys: string[] }[]>((all, { key, label, fields }) => {
      const last = all.at(-1)
      if (fields) all.push({ title: label, keys: [key] })
      else if (last && last.title === undefined) last.keys.push(key)
      else all.push({ title: undefined, keys: [key] })
      return all
    }, [])
  return groups
    .map(({ title, keys }) => ({ title, shown: shown.filter(({ at }) => keys.includes(headOf(at))) }))
    .filter((group) => group.shown.length > 0)
}

/** Photos and signatures behind an answer; none where the reader may not see them. */
const picturesOf = (of: SubmissionView, { field, value }: Shown) => {
  if (field.format !== 'file' && field.format !== 'signature') return []
  const ids = Array.isArray(value) ? value : [value]
  return (of.files ?? []).filter(({ id }) => ids.includes(id))
}

/** Papers given with the form itself. */
const MaterialsGiven = ({ of }: { of: SubmissionView }) => {
  const t = useWords('forms')
  const { locale } = useLook()
  const given = (of.definition.materials ?? []).map((material) => {
    const { fileIds = [], signatureFileId } = of.materials[material.key] ?? {}
    const files = (of.files ?? []).filter(({ id }) => fileIds.includes(id) || id === signatureFileId)
    return { key: material.key, name: say(material.name, locale), files }
  })
  if (given.every(({ files }) => files.length === 0)) return null
  return (
    <Section title={t('screen.materials')}>
      {given.map(({ key, name, files }) => (
        <Photos key={key} label={name} of={files} />
      ))}
    </Section>
  )
}

export const AnswersList = ({ of, isClear = false }: { of: SubmissionView; isClear?: boolean }) => {
  const t = useWords('forms')
  const { locale } = useLook()
  const words = useValueWords()
  const { rules, isReady } = useRules([of.definition], true)
  const { shown } = standingOf(of.definition, of.answers, { today: of.today, channel: of.channel }, rules)
  const given = shown.filter(({ value }) => !isEmpty(value))
  const originOf = (at: string) => of.origins?.[at] ?? 'typed'
  const nameOf = ({ at, within, field }: Shown, title: string) => {
    const index = /\.(\d+)\./.exec(at)?.[1]
    const names = [...within, field].map(({ label }) => say(label, locale)).filter((name) => name !== title)
    return [...(index === undefined ? [] : [t('screen.itemNumber', { number: Number(index) + 1 })]), ...names].join(
      ' · ',
    )
  }
  const groups = groupsOf(of, given).map((group) => {
    const title = say(group.title, locale)
    return (
      <Section key={group.shown[0]?.at} {...(title === '' ? {} : { title })}>
        <Facts
          of={group.shown.map((one) => {
            const offer = of.offers[one.at]
            const origin = originOf(one.at)
            return [
              nameOf(one, title),
              <span key={one.at} className="form-read">
                {picturesOf(of, one).length > 0 ? (
                  <Photos label={nameOf(one, title)} of={picturesOf(of, one)} />
                ) : (
                  words(one.field, one.value, isClear)
                )}{' '}
                {offer && (origin === 'prefilled' || origin === 'confirmed') ? <Source offer={offer} /> : null}
                <Chip>{t(`screen.origin.${origin}`)}</Chip>
              </span>,
            ] as const
          })}
        />
      </Section>
    )
  })
  if (!isReady) return <Skeleton />
  return (
    <>
      {groups}
      <MaterialsGiven of={of} />
      {of.papers && of.papers.length > 0 && (
        <Section title={t('screen.paperTitle')}>
          <Photos
            label={t('screen.paperTitle')}
            of={of.papers.map(({ file }) => file)}
            altOf={({ id }) =>
              t('screen.paperSheet', { sheet: of.papers?.find(({ file }) => file.id === id)?.sheet ?? 1 })
            }
          />
        </Section>
      )}
    </>
  )
}
