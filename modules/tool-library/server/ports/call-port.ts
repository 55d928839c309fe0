/**
 * One call through a port: is it in use here and switched on, is there a turn left, what is least to be sent, the footprint, the signed
 * call, and of the answer only what was declared. It holds no transaction while it waits.
 */
import { answer, answerOnce, configOf, uuidv7 } from '@liren/kernel'
import { callOut, type Outcome } from '@liren/kernel/outward'
import { people } from '@liren/people/contract'
import { toolLibrary } from '../../contract.ts'
import type { ToolDocument } from '../../document/document.ts'
import { disguised, isSendable, type Received, received, type SendableKey, sendable } from '../../ports/disguise.ts'
import type { CallOutcome } from '../../routes-outside.ts'
import type { LibraryWork } from '../edition.ts'
import { runningFor } from '../running.ts'
import { portStore, reachStore } from '../store-outside.ts'
import { personOf } from '../who.ts'
import { portSecret } from './secret.ts'
import { signedHeaders } from './sign-call.ts'

const atMostBytes = 64 * 1024
/** So many failures in a row, and the port rests for so long. */
export const restAfter = 5
export const restSeconds = 60

type Port = NonNullable<ToolDocument['port']>

const titleOf = (document: ToolDocument, name: string) => document.texts?.[name] ?? { 'zh-CN': name, en: name }

const portHere = async (work: LibraryWork, toolId: string, area: string) => {
  const row = await portStore(work.db).one(toolId)
  if (!row) throw work.refuse('not-found')
  const { document } = await runningFor(work, toolId, area)
  const { port } = document
  if (!port) throw work.refuse('not-found')
  return { document, port, row }
}

const keysOf = (port: Port): readonly SendableKey[] => port.sends.filter(isSendable)

/** What the register says of somebody under these keys, read through its door with a footprint. */
const valuesOf = async (work: LibraryWork, personId: string, keys: readonly SendableKey[], tool: string) => {
  const register = work.use(people)
  const found: Partial<Record<SendableKey, string>> = {}
  const fields = keys.flatMap((key) => sendable[key] ?? [])
  if (fields.length > 0) {
    const reason = work.words('tool-library.port.reason', { tool })
    const read = (await register.readPrivate({ personIds: [personId], fields, purpose: 'service', reason })).get(
      personId,
    )
    for (const key of keys) {
      const field = sendable[key]
      const value = field === null ? null : read?.[field]
      if (value) found[key] = value
    }
  }
  const facts = keys.some((key) => sendable[key] === null) ? await register.facts(personId) : null
  if (keys.includes('person.age') && facts?.age !== undefined) found['person.age'] = String(facts.age)
  if (keys.includes('person.community') && facts?.areaCode) found['person.community'] = facts.areaCode.slice(0, 12)
  return found
}

const outcomeOf = (said: Outcome, answer: unknown): CallOutcome => {
  if (!said.isAnswered) return said.why
  if (said.status === 429) return 'limited'
  if (said.status < 200 || said.status > 299) return 'refused'
  return answer === undefined ? 'unreadable' : 'answered'
}

const readAnswer = (said: Outcome): unknown => {
  if (!said.isAnswered || said.status < 200 || said.status > 299) return undefined
  try {
    return JSON.parse(said.text)
  } catch {
    return undefined
  }
}

export const portFace = answer(toolLibrary, 'portFace', async (work, { params, query }) => {
  const { document, port, row } = await portHere(work, params.id, query.area)
  const reach = await reachStore(work.db).one(params.id)
  return {
    name: document.name,
    summary: document.summary,
    unit: document.provider.unit,
    icon: document.icon,
    sends: keysOf(port).map((key) => ({ key, isClear: row.clear.includes(key) })),
    receives: port.receives.map((name) => ({ name, title: titleOf(document, name) })),
    // Without a secret nobody is asked: better to say so than to offer it.
    isOn: row.isOn && (await portSecret(work, params.id)) !== '',
    isDown: reach?.isDown ?? false,
  }
})

export const callPort = answerOnce(toolLibrary, 'callPort', async (work, { params, body }) => {
  work.must('tool.ask', { area: body.area })
  const { document, port, row } = await portHere(work, params.id, body.area)
  const ports = portStore(work.db)
  if (!row.isOn) throw work.refuse('port-off')
  if (row.restsUntil && row.restsUntil > work.now)
    throw work.refuse('port-rests', { until: row.restsUntil.toISOString() })
  const secret = await portSecret(work, document.id)
  if (secret === '') throw work.refuse('port-off')
  const personId = personOf(work)
  if (personId === null) throw work.refuse('no-person')
  if (!(await ports.takeTurn(document.id, port.perMinute, work.now)))
    throw work.refuse('port-full', { perMinute: port.perMinute })
  const keys = keysOf(port)
  const values = await valuesOf(work, personId, keys, document.name['zh-CN'])
  const callId = uuidv7()
  const sent = keys.filter((key) => values[key] !== undefined)
  const text = JSON.stringify({
    id: callId,
    area: body.area,
    values: Object.fromEntries(sent.map((key) => [key, disguised(key, values[key] ?? '', row.clear)])),
  })
  const url = new URL(port.url)
  const about = { method: 'POST', path: `${url.pathname}${url.search}`, body: text, at: work.now }
  const said = await callOut(configOf(work).dataFolder, {
    method: 'POST',
    url: port.url,
    headers: { 'content-type': 'application/json', ...signedHeaders(secret, document.id, about) },
    body: text,
    withinMs: port.answerWithinMs,
    atMostBytes,
  })
  const told = readAnswer(said)
  const outcome = outcomeOf(said, told)
  const got: Readonly<Record<string, Received>> = outcome === 'answered' ? received(told, port.receives) : {}
  const isTheirFault = outcome !== 'answered' && outcome !== 'refused' && outcome !== 'limited'
  await ports.noteOutcome(document.id, !isTheirFault, restAfter, new Date(work.now.getTime() + restSeconds * 1000))
  work.audit({ object: `tool:${document.id}`, area: body.area, facts: { outcome, sent, clear: row.clear } })
  if (outcome === 'answered') work.emit('led-on', { toolId: document.id, areaCode: body.area })
  await ports.keepCall(
    {
      id: callId,
      toolId: document.id,
      version: document.version,
      areaCode: body.area,
      accountId: work.actor.id,
      personId,
      at: work.now,
      ms: said.ms,
      outcome,
      status: said.isAnswered ? said.status : null,
      sent,
      clear: sent.filter((key) => row.clear.includes(key)),
      received: Object.keys(got),
    },
    work.tail(),
  )
  if (outcome !== 'answered') throw work.refuse('port-silent', { outcome })
  return {
    callId,
    values: Object.entries(got).map(([name, value]) => ({ name, title: titleOf(document, name), value })),
  }
})
