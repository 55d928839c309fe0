/** Does a document of the right shape make sense? References, dead ends, clocks, lists, points, what is declared and what is used. */
import { addressFault } from '@liren/contract/address'
import type { Fault, Field, Process, ToolDocument } from './document.ts'
import { ethicsDue } from './ethics.ts'
import { formsOf, isPhoto, personalKey } from './facts.ts'
import { forbiddenNames } from './read.ts'

/** As many as a phone sends in one go over a weak network. */
export const photosAtMost = 9

type Say = (path: string, code: string, reason: string, level?: Fault['level']) => void

const twice = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index)

/** Pictures lie with the record, seen by whoever handles it: they are neither sealed nor fetched from a register. */
const checkPhoto = ({ schema, isPersonal, binds }: Field, path: string, say: Say) => {
  if (isPersonal)
    say(`${path}/isPersonal`, 'photo-open', 'a photo is seen by whoever handles the record; it is not sealed')
  if (binds) say(`${path}/binds`, 'photo-open', 'a photo is taken, no register keeps it')
  if (schema.type === 'array' && schema.maxItems > photosAtMost)
    say(`${path}/schema/maxItems`, 'photo-many', `at most ${photosAtMost} photos`)
}

const checkField = (field: Field, path: string, say: Say) => {
  const { schema } = field
  const isEnum = (schema.type === 'string' && schema.enum) || (schema.type === 'array' && schema.items.enum)
  const choices = schema.type === 'string' ? schema.enum : schema.type === 'array' ? schema.items.enum : undefined
  if (choices) {
    if (twice(choices).length > 0) say(`${path}/schema/enum`, 'choices', 'a choice is there twice')
    for (const choice of choices)
      if (!field.choices?.[choice]) say(`${path}/choices`, 'words', `no words for the choice "${choice}"`)
    for (const choice of Object.keys(field.choices ?? {}))
      if (!choices.includes(choice)) say(`${path}/choices/${choice}`, 'choices', 'words for a choice that is not there')
  } else if (field.choices) say(`${path}/choices`, 'choices', 'words for choices, but the value has none')
  if (schema.type === 'string' && !isEnum && !schema.format && schema.maxLength === undefined)
    say(`${path}/schema`, 'unbounded', 'a text says how long it may be (maxLength)')
  if (schema.type === 'string' && (schema.minLength ?? 0) > (schema.maxLength ?? 2000))
    say(`${path}/schema`, 'empty-range', 'nothing is that long')
  if (schema.type === 'array') {
    if ((schema.minItems ?? 0) > schema.maxItems) say(`${path}/schema`, 'empty-range', 'no list is that long')
    if (!schema.items.enum && schema.items.format !== 'photo' && schema.items.maxLength === undefined)
      say(`${path}/schema/items`, 'unbounded', 'a text says how long it may be')
  }
  if (schema.type === 'integer' || schema.type === 'number') {
    if (schema.minimum === undefined || schema.maximum === undefined)
      say(`${path}/schema`, 'unbounded', 'a number says how small and how large it may be')
    else if (schema.minimum > schema.maximum) say(`${path}/schema`, 'empty-range', 'no number lies between these')
  }
  if (isPhoto(field)) checkPhoto(field, path, say)
  if (field.isPersonal && !field.basis)
    say(`${path}/basis`, 'basis', 'a personal field says why the law lets it be asked')
  if (field.binds && personalKey.test(field.binds) && !field.isPersonal)
    say(`${path}/isPersonal`, 'undeclared-personal', `"${field.binds}" is personal; the field must say so`)
  const asksPersonal = /身份证|证件号|手机|电话|住址|门牌|银行|卡号|病|identity (?:card|number)|phone|address|bank/i
  if (
    !field.isPersonal &&
    schema.type === 'string' &&
    !isEnum &&
    asksPersonal.test(`${field.label['zh-CN']} ${field.label.en}`)
  )
    say(`${path}/isPersonal`, 'looks-personal', 'by its label this asks for something personal', 'warn')
}

const checkProcess = (document: ToolDocument, process: Process, path: string, say: Say) => {
  const states = Object.keys(process.states)
  const known = new Set(states)
  const clocks = new Set(Object.keys(process.clocks ?? {}))
  const forms = new Set(document.forms.map(({ id }) => id))
  if (!forms.has(process.form)) say(`${path}/form`, 'reference', `there is no form "${process.form}"`)
  if (!known.has(process.start)) say(`${path}/start`, 'reference', `there is no state "${process.start}"`)
  for (const state of ['voided', 'merged'])
    if (known.has(state)) say(`${path}/states/${state}`, 'built-in', 'this state is there already')
  const moves = Object.entries(process.moves)
  for (const [name, move] of moves) {
    const here = `${path}/moves/${name}`
    if (name === 'opened') say(here, 'built-in', 'this name is taken')
    for (const state of move.from) {
      if (!known.has(state)) say(`${here}/from`, 'reference', `there is no state "${state}"`)
      else if (process.states[state]?.phase === 'done' && move.who.every((one) => one === 'reporter'))
        say(`${here}/from`, 'reopens', 'only staff take up again what is done')
    }
    if (!known.has(move.to)) say(`${here}/to`, 'reference', `there is no state "${move.to}"`)
    if (move.form && !forms.has(move.form)) say(`${here}/form`, 'reference', `there is no form "${move.form}"`)
    for (const clock of [...(move.starts ?? []), ...(move.stops ?? [])])
      if (!clocks.has(clock)) say(here, 'reference', `there is no clock "${clock}"`)
  }
  const reach = (from: readonly string[], step: (state: string) => readonly string[]) => {
    const seen = new Set(from)
    const queue = [...from]
    for (let state = queue.pop(); state !== undefined; state = queue.pop())
      for (const next of step(state))
        if (!seen.has(next)) {
          seen.add(next)
          queue.push(next)
        }
    return seen
  }
  const onward = (state: string) =>
    moves.flatMap(([, move]) => (move.from.includes(state) && known.has(move.to) ? [move.to] : []))
  const reached = reach([process.start], onward)
  for (const state of states)
    if (!reached.has(state)) say(`${path}/states/${state}`, 'unreachable', 'no move ever leads here')
  const ends = states.filter((state) => process.states[state]?.phase === 'done')
  if (ends.length === 0) say(`${path}/states`, 'no-end', 'nothing is ever done')
  const finishing = reach(ends, (state) => moves.flatMap(([, move]) => (move.to === state ? move.from : [])))
  for (const state of states)
    if (reached.has(state) && !finishing.has(state))
      say(`${path}/states/${state}`, 'no-exit', 'from here nothing is ever done')
  const fields = formsOf(document, process).flatMap((form) => form.fields)
  const doubled = twice(fields.map(({ key }) => key))
  for (const key of new Set(doubled)) say(path, 'field-twice', `two forms of this process ask for "${key}"`)
  if (process.titleField) {
    const named = fields.find(({ key }) => key === process.titleField)
    if (!named) say(`${path}/titleField`, 'reference', `there is no field "${process.titleField}"`)
    else if (named.isPersonal)
      say(`${path}/titleField`, 'private-read', 'a personal field cannot name a record in lists')
    else if (isPhoto(named)) say(`${path}/titleField`, 'photo-column', 'a photo is no name')
  }
}

/** Where two parts carry one id, the second is never found. */
const uniqueIds = (document: ToolDocument, say: Say) => {
  for (const part of ['forms', 'processes', 'lists', 'reminders', 'points', 'audience', 'indicators'] as const)
    for (const id of new Set(twice((document[part] ?? []).map((one) => one.id))))
      say(`/${part}`, 'id-twice', `"${id}" is there twice`)
}

const checkData = (document: ToolDocument, say: Say) => {
  const declared = new Set([...document.data.reads, ...document.data.writes])
  for (const [f, form] of document.forms.entries())
    for (const [i, field] of form.fields.entries())
      if (field.binds && !declared.has(field.binds))
        say(
          `/forms/${f}/fields/${i}/binds`,
          'undeclared-read',
          `"${field.binds}" is read, but data.reads does not say so`,
        )
  const hasPersonal = document.forms.some((form) => form.fields.some((field) => field.isPersonal))
  const readers = document.permissions.filter(({ may }) => may === 'readPersonal')
  if (!hasPersonal && readers.length > 0)
    say('/permissions', 'excess', 'somebody may read personal fields, but there are none', 'warn')
  for (const { who } of readers)
    if (who === 'reporter') say('/permissions', 'excess', 'the reporter needs no leave to read what they wrote', 'warn')
  const movers = new Set(
    document.processes.flatMap((process) => Object.values(process.moves).flatMap((move) => move.who)),
  )
  for (const who of movers)
    if (!document.permissions.some((one) => one.who === who && one.may === 'move'))
      say('/permissions', 'undeclared-permission', `"${who}" makes moves, but permissions do not say so`)
}

const checkKind = (document: ToolDocument, say: Say) => {
  const { kind } = document
  if (kind === 'declared' && document.processes.length === 0)
    say('/processes', 'missing', 'a declared tool has a process')
  if (kind === 'declared' && (document.link || document.port))
    say(document.link ? '/link' : '/port', 'excess', 'a declared tool leads nowhere else')
  if (kind === 'linked' && !document.link) say('/link', 'missing', 'a linked tool says where it is')
  if (kind === 'port' && !document.port) say('/port', 'missing', 'a port says whom it calls')
  if (kind !== 'native' && document.module) say('/module', 'excess', 'only a part of the platform is a module')
  if (kind === 'declared' && document.screens)
    say('/screens', 'excess', 'the pages of a declared tool follow from its processes and lists')
  if (kind === 'norm' && !document.norm) say('/norm', 'missing', 'a norm says what it asks, clause by clause')
  if (kind !== 'norm' && document.norm) say('/norm', 'excess', 'only a norm has clauses')
  if (kind === 'norm' && (document.link || document.port || document.forms.length > 0))
    say('/kind', 'excess', 'a norm is read, it runs nothing and leads nowhere')
  if (kind !== 'declared' && document.processes.length > 0)
    say('/processes', 'excess', 'only declared tools have processes of their own')
  const addresses: [string, string][] = [
    ...(document.link ? ([['/link/url', document.link.url]] as [string, string][]) : []),
    ...(document.link?.redirectUrls ?? []).map((url, index): [string, string] => [`/link/redirectUrls/${index}`, url]),
    ...(document.port ? ([['/port/url', document.port.url]] as [string, string][]) : []),
  ]
  for (const [path, url] of addresses) {
    const fault = addressFault(url)
    if (fault) say(path, fault.code, fault.reason)
  }
  if (document.link)
    for (const [index, url] of (document.link.redirectUrls ?? []).entries())
      if (hostOf(url) !== hostOf(document.link.url))
        say(`/link/redirectUrls/${index}`, 'address', 'after sign-on one comes back to the tool itself')
  for (const key of document.port?.sends ?? [])
    if (!document.data.reads.includes(key))
      say('/port/sends', 'undeclared-read', `"${key}" is sent, but data.reads does not say so`)
}

/** 指尖上的形式主义: what makes people press for the sake of pressing. A hint to the maker and to the keeper; people decide. */
const forShow = /打卡|点赞|集赞|转发|接龙|刷屏|刷分|排名|排行|留痕|每日必|check-?in streak|leader-?board|ranking/i

const checkForShow = (document: ToolDocument, say: Say) => {
  const words: [string, { 'zh-CN': string; en: string }][] = [
    ['/name', document.name],
    ['/summary', document.summary],
    ...document.forms.flatMap((form, f) =>
      form.fields.map((field, i): [string, typeof field.label] => [`/forms/${f}/fields/${i}/label`, field.label]),
    ),
    ...document.processes.flatMap((process, p) =>
      Object.entries(process.moves).map(([name, move]): [string, typeof move.title] => [
        `/processes/${p}/moves/${name}/title`,
        move.title,
      ]),
    ),
    ...(document.points ?? []).map((rule, n): [string, typeof rule.because] => [`/points/${n}/because`, rule.because]),
  ]
  for (const [path, said] of words)
    if (forShow.test(`${said['zh-CN']} ${said.en}`))
      say(path, 'for-show', 'this sounds like pressing for the sake of pressing', 'warn')
  for (const [n, rule] of (document.points ?? []).entries()) {
    const move = document.processes.find(({ id }) => id === rule.of)?.moves[rule.on]
    if (rule.to === 'mover' && move?.who.every((who) => who !== 'reporter'))
      say(`/points/${n}/to`, 'for-show', 'staff would be counted by their presses', 'warn')
  }
}

const hostOf = (url: string) => /^https:\/\/([^/?#]+)/.exec(url)?.[1]?.toLowerCase()

const days = (text: string) => {
  const at = new Date(`${text}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? null : at
}

/** Everything that does not hang together, with its path. */
export const checkSense = (document: ToolDocument): readonly Fault[] => {
  const faults: Fault[] = []
  const say: Say = (path, code, reason, level = 'refuse') => faults.push({ path, code, reason, level })
  uniqueIds(document, say)
  if (
    /^(?:t|liren|native|kernel|system|con|prn|aux|nul|com\d|lpt\d)$/.test(document.id) ||
    forbiddenNames.has(document.id)
  )
    say('/id', 'reserved', 'this id is reserved')
  for (const [f, form] of document.forms.entries()) {
    for (const key of new Set(twice(form.fields.map((field) => field.key))))
      say(`/forms/${f}/fields`, 'id-twice', `"${key}" is there twice`)
    for (const [i, field] of form.fields.entries()) {
      if (forbiddenNames.has(field.key))
        say(`/forms/${f}/fields/${i}/key`, 'forbidden-name', 'this name belongs to every object')
      checkField(field, `/forms/${f}/fields/${i}`, say)
    }
  }
  for (const [index, process] of document.processes.entries())
    checkProcess(document, process, `/processes/${index}`, say)
  const processes = new Map(document.processes.map((one) => [one.id, one]))
  const of = (id: string, path: string) => {
    const found = processes.get(id)
    if (!found) say(path, 'reference', `there is no process "${id}"`)
    return found
  }
  for (const [index, list] of (document.lists ?? []).entries()) {
    const path = `/lists/${index}`
    const process = of(list.of, `${path}/of`)
    if (!process) continue
    const fields = new Map(formsOf(document, process).flatMap((form) => form.fields.map((field) => [field.key, field])))
    for (const column of list.columns) {
      const field = fields.get(column)
      if (!field) say(`${path}/columns`, 'reference', `there is no field "${column}"`)
      else if (field.isPersonal) say(`${path}/columns`, 'private-read', `"${column}" is personal and stands in no list`)
      else if (isPhoto(field)) say(`${path}/columns`, 'photo-column', `"${column}" is a photo and stands in no list`)
    }
    for (const state of list.states ?? [])
      if (!process.states[state]) say(`${path}/states`, 'reference', `there is no state "${state}"`)
  }
  for (const [index, reminder] of (document.reminders ?? []).entries()) {
    const process = of(reminder.of, `/reminders/${index}/of`)
    const state = process?.states[reminder.state]
    if (process && !state) say(`/reminders/${index}/state`, 'reference', `there is no state "${reminder.state}"`)
    if (state?.phase === 'done') say(`/reminders/${index}/state`, 'too-late', 'nobody is reminded of what is done')
  }
  for (const [index, rule] of (document.points ?? []).entries()) {
    const process = of(rule.of, `/points/${index}/of`)
    if (process && rule.on !== 'opened' && !process.moves[rule.on])
      say(`/points/${index}/on`, 'reference', `there is no move "${rule.on}"`)
    if (rule.points === 0) say(`/points/${index}/points`, 'empty-range', 'no points are no rule')
  }
  for (const [index, one] of (document.indicators ?? []).entries()) {
    const process = of(one.of, `/indicators/${index}/of`)
    for (const state of one.states)
      if (process && !process.states[state])
        say(`/indicators/${index}/states`, 'reference', `there is no state "${state}"`)
  }
  for (const [index, journey] of (document.examples ?? []).entries()) of(journey.of, `/examples/${index}/of`)
  for (const id of new Set(twice((document.norm?.clauses ?? []).map((one) => one.id))))
    say('/norm/clauses', 'id-twice', `"${id}" is there twice`)
  for (const [i, field] of (document.norm?.fields ?? []).entries()) checkField(field, `/norm/fields/${i}`, say)
  if (!document.ethics && ethicsDue(document).length > 0)
    say('/ethics', 'ethics', 'it uses personal data or decides by itself, and says nothing of the ethics review')
  checkData(document, say)
  checkKind(document, say)
  checkForShow(document, say)
  const { endsOn } = document.retention
  if (endsOn && !days(endsOn)) say('/retention/endsOn', 'no-day', 'there is no such day')
  if (
    document.lineage &&
    document.lineage.forkOf.id === document.id &&
    document.lineage.forkOf.version === document.version &&
    document.lineage.forkOf.publisher === document.provider.publisher
  )
    say('/lineage/forkOf', 'own-parent', 'nothing is a copy of itself')
  const ownKeys = new Set(document.forms.flatMap((form) => form.fields.map(({ key }) => key)))
  for (const [key, own] of Object.entries(document.lineage?.mapping ?? {}))
    if (own !== null && !ownKeys.has(own)) say(`/lineage/mapping/${key}`, 'reference', `there is no field "${own}"`)
  if ((document.examples ?? []).length === 0 && document.kind === 'declared')
    say('/examples', 'untested', 'no example journey shows that it works', 'warn')
  return faults
}
