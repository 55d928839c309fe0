/** Intake at the desk: a call, a hotline order or an instruction from above written down on somebody's behalf. */
import { matters, type OrderKind, orderKinds } from '@liren/matters/contract'
import { type MapOf, territory } from '@liren/territory/contract'
import {
  Button,
  ButtonLink,
  Field,
  Notice,
  SelectField,
  Slot,
  Switch,
  TextField,
  toastProblem,
  useArea,
  useAsk,
  useDraft,
  useFilters,
  useSend,
  useShellFacts,
  useTimes,
} from '@liren/web'
import { DeskPage, Panel } from '@liren/web/desk'
import { AutoComplete } from 'antd'
import { useRef, useState } from 'react'
import { plainPhone } from '../../contact.ts'
import { cases } from '../../contract.ts'
import { SafetyAdvice } from '../parts/safety-advice.tsx'
import { type Spot, spotAt } from '../parts/spot.ts'
import { useConsider } from '../parts/use-consider.ts'
import { useCaseWords } from './case-words.ts'
import { AreaSelect, CategorySelect, Labelled } from './choosers.tsx'
import './desk.css'

/** What is written down while somebody speaks: kept in this browser until it is sent, the id with it, so that it is one case. */
const empty = {
  id: '',
  text: '',
  name: '',
  phone: '',
  address: '',
  isPublic: true,
  category: null as string | null,
  wanted: null as OrderKind | null,
  spot: null as Spot | null,
  area: null as string | null,
  typed: '',
  since: '',
}

export default function NewPage() {
  const { t, d } = useCaseWords()
  const shell = useShellFacts()
  const looking = useArea()
  const [filters, filter] = useFilters()
  const sources = useAsk(cases, 'sources', {}, { staleSeconds: 600 })
  const offered = (sources.data?.items ?? []).filter(({ isMine }) => isMine)
  const source = offered.find((one) => one.code === filters.source)?.code ?? offered[0]?.code ?? ''
  const draft = useDraft('cases.intake', empty)
  const form = draft.value
  const { category, wanted, spot, area, typed } = form
  const change = (more: Partial<typeof empty>) =>
    draft.change({
      ...more,
      ...(form.id ? {} : { id: crypto.randomUUID() }),
      ...(form.since ? {} : { since: new Date().toISOString() }),
    })
  const setCategory = (code: string | null) => change({ category: code })
  const setWanted = (kind: OrderKind | null) => change({ wanted: kind })
  const setTyped = (words: string) => change({ typed: words })
  const [isMap, setMap] = useState(false)
  const lookUps = useRef(0)
  const { when } = useTimes()
  // Written down before this visit: said, so that nobody takes an old call for the one at the ear.
  const opened = useRef(new Date().toISOString())
  const resumed = draft.isReady && form.since !== '' && form.since < opened.current
  const addresses = useAsk(
    territory,
    'findAddresses',
    { query: { q: typed.trim(), limit: 12 } },
    { enabled: typed.trim().length > 1 },
  )
  const send = useSend(cases, 'report', { stale: [[cases], [matters]], then: () => void draft.forget() })
  const where = area ?? spot?.areaCode ?? looking.code
  const code = category ?? null
  const { advice, categories } = useConsider(form.text, where)
  const isPhoneWrong = form.phone.trim() !== '' && plainPhone(form.phone) === null
  const isReady = form.text.trim() !== '' && where !== null && !isPhoneWrong && source !== ''
  const go = () =>
    where &&
    send.now({
      body: {
        id: form.id,
        text: form.text.trim(),
        source,
        areaCode: where.slice(0, 15),
        isPublic: form.isPublic,
        ...(spot && spot.lon !== null && spot.lat !== null ? { place: { lon: spot.lon, lat: spot.lat } } : {}),
        ...(form.address.trim() ? { address: form.address.trim() } : {}),
        ...(code ? { categoryCode: code } : {}),
        ...(wanted ? { orderKind: wanted } : {}),
        ...(form.phone.trim()
          ? { contact: { phone: form.phone.trim(), ...(form.name.trim() ? { name: form.name.trim() } : {}) } }
          : {}),
      },
    })
  const again = () => {
    lookUps.current++
    send.reset()
    void draft.forget()
  }
  const place = async (at: { lon: number; lat: number }, words?: string) => {
    const turn = ++lookUps.current
    try {
      const found = await spotAt(at)
      // Only the place pointed at last counts, whichever answer comes last.
      if (!found || turn !== lookUps.current) return
      change({ spot: found, area: null, address: words ?? found.words })
    } catch (thrown) {
      toastProblem(thrown)
    }
  }
  if (send.reply)
    return (
      <DeskPage title={t('nav.newReport')} back={{ to: '/cases', label: d('board') }}>
        <Panel title={d('taken')}>
          <div className="taken">
            <p>{d('takenNumber')}</p>
            <p className="number number-large">{send.reply.number}</p>
            <p>{d('takenCode', { code: send.reply.queryCode })}</p>
            <SafetyAdvice of={send.reply.advice} />
            <p className="act-row">
              <Button tone="main" onClick={again}>
                {d('another')}
              </Button>
              <ButtonLink to={`/cases/${send.reply.id}`}>{d('openCase')}</ButtonLink>
              <ButtonLink to="/cases" tone="quiet">
                {d('toBoard')}
              </ButtonLink>
            </p>
          </div>
        </Panel>
      </DeskPage>
    )
  return (
    <DeskPage title={t('nav.newReport')} hint={d('newHint')} back={{ to: '/cases', label: d('board') }}>
      {resumed && form.text.trim() !== '' && (
        <Notice tone="soon">
          {d('draftOf', { when: when(form.since) })}{' '}
          <Button tone="quiet" onClick={again}>
            {d('draftAway')}
          </Button>
        </Notice>
      )}
      <div className="new-report">
        <Panel title={d('what')}>
          <div className="detail">
            <SelectField
              label={d('source')}
              value={source}
              choices={offered.map((one) => ({ value: one.code, label: one.name }))}
              error={send.errors.source}
              onChange={(event) => filter({ source: event.target.value })}
            />
            <TextField
              label={d('text')}
              hint={d('textHint')}
              rows={5}
              maxLength={2000}
              value={form.text}
              error={send.errors.text}
              onChange={(event) => change({ text: event.target.value })}
            />
            <SafetyAdvice of={advice} />
            <SelectField
              label={d('orderKind')}
              isOptional
              placeholder={d('orderKindAsSaid')}
              value={wanted ?? ''}
              choices={orderKinds.map((value) => ({ value, label: t(`matters:orderKind.${value}`) }))}
              error={send.errors.orderKind}
              onChange={(event) => setWanted(orderKinds.find((one) => one === event.target.value) ?? null)}
            />
            {categories.length > 0 && (
              <p className="phrases">
                <span className="case-note">{d('suggested')}</span>
                {categories.slice(0, 4).map((one) => (
                  <button
                    key={one.code}
                    type="button"
                    className="phrase"
                    aria-pressed={code === one.code}
                    onClick={() => setCategory(one.code)}
                  >
                    {one.name} {one.code}
                  </button>
                ))}
              </p>
            )}
            <Labelled label={d('categoryOptional')} error={send.errors.categoryCode}>
              {(fieldId) => (
                <CategorySelect
                  id={fieldId}
                  label={d('category')}
                  area={where}
                  value={code}
                  first={categories.map((one) => one.code)}
                  onChange={setCategory}
                />
              )}
            </Labelled>
            <div className="two">
              <Field
                label={d('callerName')}
                isOptional
                maxLength={40}
                autoComplete="off"
                value={form.name}
                onChange={(event) => change({ name: event.target.value })}
              />
              <Field
                label={d('callerPhone')}
                isOptional
                inputMode="tel"
                maxLength={20}
                autoComplete="off"
                value={form.phone}
                error={isPhoneWrong ? t('screen.desk.phoneWrong') : send.errors['contact.phone']}
                onChange={(event) => change({ phone: event.target.value })}
              />
            </div>
            <Notice>{d('contactSealed')}</Notice>
            <Switch
              label={d('isPublic')}
              hint={d('isPublicHint')}
              value={form.isPublic}
              onChange={(isPublic) => change({ isPublic })}
            />
          </div>
        </Panel>
        <Panel title={d('where')}>
          <div className="detail">
            <Labelled label={d('findAddress')} hint={d('findAddressHint')}>
              {(fieldId) => (
                <AutoComplete
                  id={fieldId}
                  value={typed}
                  onChange={setTyped}
                  allowClear
                  placeholder={d('findAddressExample')}
                  options={(addresses.data?.items ?? []).map((one) => ({
                    value: one.id,
                    label: (
                      <span className="option-two">
                        <span>{one.text}</span>
                        <small>{one.communityName}</small>
                      </span>
                    ),
                  }))}
                  onSelect={(chosen: string) => {
                    const found = addresses.data?.items.find((one) => one.id === chosen)
                    if (!found) return
                    change({ typed: found.text })
                    void place({ lon: found.lon, lat: found.lat }, found.text)
                  }}
                />
              )}
            </Labelled>
            <Labelled label={d('community')} error={send.errors.areaCode ?? send.errors.place}>
              {(fieldId) => (
                <AreaSelect
                  id={fieldId}
                  label={d('community')}
                  value={where}
                  onChange={(value) => {
                    change({ area: value, ...(spot && value !== spot.areaCode ? { spot: null } : {}) })
                  }}
                />
              )}
            </Labelled>
            <Field
              label={d('address')}
              isOptional
              maxLength={200}
              value={form.address}
              onChange={(event) => change({ address: event.target.value })}
            />
            {isMap || spot ? (
              <Slot
                name="territory:map"
                of={
                  {
                    area: where ? where.slice(0, 12) : (shell.area ?? ''),
                    level: where && !where.endsWith('000') ? 'gridCell' : 'community',
                    place: spot && spot.lon !== null && spot.lat !== null ? { lon: spot.lon, lat: spot.lat } : null,
                    onPick: (at) => void place(at),
                    height: '22rem',
                  } satisfies MapOf
                }
              />
            ) : (
              <Button icon="map" onClick={() => setMap(true)}>
                {d('onMap')}
              </Button>
            )}
            {spot && <p className="case-note">{d('placed')}</p>}
          </div>
        </Panel>
      </div>
      <p className="act-row">
        <Button tone="main" disabled={!isReady} isBusy={send.isSending} onClick={go}>
          {d('takeDown')}
        </Button>
        {!isReady && <span className="case-note">{d('stillMissing')}</span>}
      </p>
    </DeskPage>
  )
}
