/** How each act is sent, from what was said in its sheet. */
import { type Picked, sendPhoto } from '@liren/files/web/picked.ts'
import { toast, toastProblem, useSend, useWords } from '@liren/web'
import { declineReasons, pauseReasons } from '../../application.ts'
import { services } from '../../contract.ts'
import type { ApplicationView } from '../../views.ts'
import type { Act } from './acts.ts'

/** Everything a sheet may ask; each act takes what it needs. */
export type Said = {
  readonly text: string
  readonly more: string
  readonly isGenuine: boolean
  readonly reason: string
  readonly units: readonly string[]
  readonly fields: readonly string[]
  readonly days: number
  readonly photos: readonly Picked[]
  readonly settled: Readonly<Record<string, string>>
}
export const nothingSaid: Said = {
  text: '',
  more: '',
  isGenuine: true,
  reason: '',
  units: [],
  fields: [],
  days: 5,
  photos: [],
  settled: {},
}

const lines = (text: string) =>
  text
    .split('\n')
    .map((one) => one.trim())
    .filter(Boolean)
const names = (text: string) =>
  text
    .split(/[、,，\s]+/)
    .filter(Boolean)
    .slice(0, 4)

/** As the item's own words want it: numbers as numbers, nothing that was left empty. */
const settledIn = (of: ApplicationView, { settled }: Said) => {
  const asked = of.item.effects?.settles ?? []
  const said = asked.flatMap(({ key, format }) => {
    const value = settled[key]?.trim() ?? ''
    return value === '' ? [] : [[key, format === 'integer' ? Number(value) : value] as const]
  })
  return said.length === 0 ? {} : { settled: Object.fromEntries(said) }
}

export const useActs = (of: ApplicationView, onDone: () => void) => {
  const t = useWords('services')
  const options = {
    then: () => {
      toast(t('screen.actDone'), 'good')
      onDone()
    },
  }
  const sends = {
    accept: useSend(services, 'accept', options),
    askCorrection: useSend(services, 'askCorrection', options),
    decline: useSend(services, 'decline', options),
    pass: useSend(services, 'pass', options),
    visit: useSend(services, 'visit', options),
    consult: useSend(services, 'consult', options),
    publish: useSend(services, 'publish', options),
    endNotice: useSend(services, 'endNotice', options),
    resume: useSend(services, 'resume', options),
    pause: useSend(services, 'pause', options),
    approve: useSend(services, 'approve', options),
    refuse: useSend(services, 'refuse', options),
    issue: useSend(services, 'issue', options),
    countVisit: useSend(services, 'countVisit', options),
    handOff: useSend(services, 'handOff', options),
  }
  const go = (act: Act, said: Said) => {
    const params = { id: of.id }
    const seen = of.matter?.seen
    const base = seen === undefined ? {} : { seen }
    const text = said.text.trim()
    const more = said.more.trim()
    const optional = text ? { text } : {}
    const sent: Readonly<Record<Act, () => void>> = {
      accept: () => sends.accept.now({ params, body: { ...base, ...optional } }),
      askCorrection: () =>
        sends.askCorrection.now({ params, body: { ...base, gaps: lines(text), fields: [...said.fields] } }),
      decline: () =>
        sends.decline.now({
          params,
          body: {
            ...base,
            reason: declineReasons.find((one) => one === said.reason) ?? 'notEligible',
            text,
            ...(more ? { ground: more } : {}),
          },
        }),
      pass: () => sends.pass.now({ params, body: { ...base, text } }),
      visit: () => {
        const sent = Promise.all(said.photos.map((photo) => sendPhoto(photo)))
        sent.then(
          (all) =>
            sends.visit.now({
              params,
              body: {
                ...base,
                found: text,
                isGenuine: said.isGenuine,
                companions: names(more),
                ...(all.length > 0 ? { files: all.map(({ id }) => id) } : {}),
              },
            }),
          toastProblem,
        )
      },
      consult: () =>
        sends.consult.now({ params, body: { ...base, unitIds: [...said.units], task: text, workDays: said.days } }),
      publish: () => sends.publish.now({ params, body: { ...base, shown: text } }),
      endNotice: () => sends.endNotice.now({ params, body: { ...base, ...optional } }),
      resume: () => sends.resume.now({ params, body: { ...base, ...optional } }),
      pause: () =>
        sends.pause.now({
          params,
          body: { ...base, why: pauseReasons.find((one) => one === said.reason) ?? pauseReasons[0], text },
        }),
      approve: () =>
        sends.approve.now({
          params,
          body: { ...base, text, ...(more ? { despite: more } : {}), ...settledIn(of, said) },
        }),
      refuse: () => sends.refuse.now({ params, body: { ...base, text, basis: more } }),
      issue: () => sends.issue.now({ params, body: { ...base, how: text } }),
      countVisit: () => sends.countVisit.now({ params, body: { ...base, ...(text ? { at: text } : {}) } }),
      handOff: () =>
        sends.handOff.now({
          params,
          body: { ...base, to: text, state: said.reason.trim(), ...(more ? { number: more } : {}) },
        }),
    }
    sent[act]()
  }
  return { sends, go }
}
