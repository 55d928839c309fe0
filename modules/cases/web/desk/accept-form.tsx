/** Accept 受理: what it is, whose ground it stands on, how grave. The reporter's or the words' suggestion comes first. */

import { matters, orderKinds } from '@liren/matters/contract'
import { Field, SelectField, Switch, useAsk, useSend } from '@liren/web'
import { Radio } from 'antd'
import { type CaseView, cases } from '../../contract.ts'
import { useProposedGrade } from '../parts/proposed-grade.tsx'
import { useActState } from './act-draft.tsx'
import { useCaseWords } from './case-words.ts'
import { AreaSelect, CategorySelect, Labelled } from './choosers.tsx'
import { Foot } from './form-parts.tsx'

const ownerships = ['municipal', 'lane', 'estate', 'unmanagedEstate', 'private', 'institution'] as const
const grades = [1, 2, 3, 4] as const

export const AcceptForm = ({ of, onDone, onCancel }: { of: CaseView; onDone: () => void; onCancel: () => void }) => {
  const { t, d, limit, move } = useCaseWords()
  const text = of.text || of.matter.title
  const likely = useAsk(cases, 'consider', { body: { text, area: of.matter.areaCode } }, { staleSeconds: 600 })
  const suggested = likely.data?.categories.map((one) => one.code) ?? []
  const first = of.category ? [of.category.code, ...suggested] : suggested
  const [chosen, choose] = useActState<string | null>('chosen', null)
  const code = chosen ?? first[0] ?? null
  const whole = useAsk(
    cases,
    'category',
    { params: { code: code ?? '' }, query: { area: of.matter.areaCode } },
    { enabled: code !== null, staleSeconds: 600 },
  )
  const [ownership, setOwnership] = useActState('ownership', of.ownership)
  const [orderKind, setOrderKind] = useActState('orderKind', of.matter.orderKind)
  const [grade, setGrade] = useActState<(typeof grades)[number] | null>('grade', null)
  const { proposed, because } = useProposedGrade(of)
  const usual = of.safetyWords.length > 0 ? 4 : whole.data?.grade
  const least = usual === undefined ? undefined : Math.max(usual, proposed ?? 1)
  const [area, setArea] = useActState<string | null>('area', null)
  const [isPublic, setPublic] = useActState('isPublic', of.matter.isPublic)
  const [publicTitle, setPublicTitle] = useActState('publicTitle', of.matter.publicTitle || of.matter.title)
  const send = useSend(cases, 'accept', { stale: [[cases], [matters]], then: onDone })
  const go = () =>
    code &&
    send.now({
      params: { id: of.matter.id },
      body: {
        seen: of.matter.seen,
        categoryCode: code,
        isPublic,
        ...(isPublic && of.titleBecause === null ? { publicTitle: publicTitle.trim() } : {}),
        ...(ownership ? { ownership } : {}),
        ...(grade ? { grade } : proposed ? { leastGrade: proposed } : {}),
        ...(orderKind && orderKind !== of.matter.orderKind ? { orderKind } : {}),
        ...(area ? { areaCode: area } : {}),
      },
    })
  return (
    <>
      {first.length > 0 && (
        <p className="phrases">
          {first.slice(0, 3).map((one) => {
            const leaf = likely.data?.categories.find((category) => category.code === one) ?? of.category
            return (
              <button
                key={one}
                type="button"
                className="phrase"
                aria-pressed={code === one}
                onClick={() => choose(one)}
              >
                {leaf?.name} {one}
              </button>
            )
          })}
        </p>
      )}
      <Labelled label={d('category')} error={send.errors.categoryCode}>
        {(id) => (
          <CategorySelect
            id={id}
            label={d('category')}
            area={of.matter.areaCode}
            value={code}
            first={first}
            onChange={choose}
          />
        )}
      </Labelled>
      {whole.data && (
        <dl className="standard">
          <dt>{d('filingStandard')}</dt>
          <dd>{whole.data.filingStandard}</dd>
          {whole.data.limits.handle && (
            <>
              <dt>{d('handleLimit')}</dt>
              <dd>{limit(whole.data.limits.handle)}</dd>
            </>
          )}
        </dl>
      )}
      <SelectField
        label={d('orderKind')}
        value={orderKind ?? ''}
        placeholder={d('notSaid')}
        choices={orderKinds.map((value) => ({ value, label: t(`matters:orderKind.${value}`) }))}
        onChange={(event) => setOrderKind(orderKinds.find((one) => one === event.target.value) ?? null)}
      />
      <SelectField
        label={d('ownership')}
        isOptional
        placeholder={d('notSaid')}
        value={ownership ?? ''}
        choices={ownerships.map((value) => ({ value, label: t(`ownership.${value}`) }))}
        onChange={(event) => setOwnership(ownerships.find((one) => one === event.target.value) ?? null)}
      />
      <Labelled label={d('grade')}>
        {(id) => (
          <Radio.Group
            id={id}
            optionType="button"
            aria-label={d('grade')}
            value={grade ?? least}
            options={grades.map((value) => ({ value, label: t(`grade.${value}`) }))}
            onChange={(event) => setGrade(grades.find((one) => one === event.target.value) ?? null)}
          />
        )}
      </Labelled>
      {because}
      <Labelled label={d('community')} hint={d('communityHint')} error={send.errors.areaCode}>
        {(id) => (
          <AreaSelect
            id={id}
            label={d('community')}
            value={area ?? of.matter.cellCode ?? of.matter.areaCode}
            onChange={setArea}
          />
        )}
      </Labelled>
      <Switch label={d('isPublic')} hint={d('isPublicHint')} value={isPublic} onChange={setPublic} />
      {isPublic && of.titleBecause === null && (
        <Field
          label={t('screen.publicTitle.label')}
          hint={t('screen.publicTitle.hint')}
          maxLength={60}
          value={publicTitle}
          error={send.errors.publicTitle}
          onChange={(event) => setPublicTitle(event.target.value)}
        />
      )}
      <Foot verb={move('accept')} isBusy={send.isSending} isReady={code !== null} onGo={go} onCancel={onCancel} />
    </>
  )
}
