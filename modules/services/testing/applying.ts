/** Applying for an item and handing it in as its papers ask, for tests: everything given, but for what is said to follow. */
import { randomUUID } from 'node:crypto'
import { forms } from '@liren/forms/contract'
import type { Person } from '@liren/testing'
import { services } from '../contract.ts'
import { signed } from './journey.ts'
import { here } from './services-town.ts'

/** Begins; `submit` hands in, with what is given on top. */
export const apply = async (
  who: Person,
  code: string,
  more: { answers?: Record<string, unknown>; later?: string[]; person?: Person; channel?: 'mobile' | 'window' } = {},
) => {
  const person = more.person ?? who
  const id = randomUUID()
  const { promise } = await person.ask(services, 'begin', {
    params: { code },
    body: { id, area: here, channel: more.channel ?? 'mobile' },
  })
  const form = await person.ask(forms, 'read', { params: { id } })
  const answers = { ...form.answers, ...more.answers }
  const confirmed = Object.keys(form.offers)
  await person.ask(forms, 'save', {
    params: { id },
    body: { answers, confirmed, reasons: {}, refused: [], materials: {}, revision: form.revision },
  })
  const { materials } = await person.ask(services, 'read', { params: { id } })
  const given = await Promise.all(
    materials
      .filter(({ source, key }) => source === null && !(more.later ?? []).includes(key))
      .map((one) =>
        one.sources.includes('declaration') ? { key: one.key, source: 'declaration' as const } : signed(person, one),
      ),
  )
  const submit = (extra: object = {}) =>
    person.ask(services, 'submit', {
      params: { id },
      body: {
        materials: given,
        later: more.later ?? [],
        ...(promise ? { promise: { version: promise.version, isMade: true as const } } : {}),
        ...extra,
      },
    })
  return { id, submit, params: { id } }
}
