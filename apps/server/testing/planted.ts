/** What is planted in people's lives on the scripted day, and how it is looked for afterwards: behind every door, in every table. */
import type { ContractSpec } from '@liren/contract'
import type { Person, Town } from '@liren/testing'
import type { loadModules } from '../preset.ts'

export const here = '440104001001'
export const district = '440104000000'
const stem = '44010419870612317'
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** A picture of one dot. */
export const dot =
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAAYElEQVR4nGXKEQCAMABFwYfDYRiGw2EYDsPhMAzDMAzDMAzDMAzDMAzz3/GBzV0ZYtMN07Id14PJCl/Vqe3Hed3P+/0FJBgkWCRkSMiRUCDBIcEjoURChYSAhBoJEQnpA6LffAGXCC4+AAAAAElFTkSuQmCC'
const check =
  '10X98765432'[[...stem].reduce((sum, digit, at) => sum + Number(digit) * (weights[at] ?? 0), 0) % 11] ?? ''
export const number = stem + check
export const wrongNumber = `${stem}${check === '1' ? '2' : '1'}`

/** What must not be found in clear. Each stands for one person or one thing they told. */
export const planted = {
  number,
  phone: '13922239017',
  otherPhone: '13733340628',
  textPhone: '13655541739',
  name: '欧阳植测',
  address: '植测巷七十七号三零二',
  hukou: '植测村旧屋十九号',
  contact: '植测表姐 13544452840',
  email: 'zhice.hidden@example.org',
  password: 'Zhice-secret-5521',
  certificate: '44010419870612317943',
  account: '6217009988776655443',
  spouse: '植测配偶某某',
  finding: '植测走访床前无灯',
  objection: '植测异议他另有住处',
  right: '植测请求原话请说明',
  chat: '植测留言药放在门口',
  excuse: '植测理由陪同透析',
  exactPlace: '植测楼梯口左手第二户',
  concern: '植测家事夜里有哭声',
  sendKey: 'zhice-told-to-nobody-77120345',
  child: '欧阳植宝',
  partner: '司徒植伴',
  partnerPhone: '13511176024',
} as const
/** Ids of pictures handed in: where one stands, its link stands too. */
export const pictures: string[] = []
export const inIt = (text: string) =>
  Object.entries(planted).flatMap(([what, value]) => (text.includes(value) ? [what] : []))
export const inReply = (text: string) => [
  ...inIt(text),
  ...(pictures.some((id) => text.includes(id)) ? ['picture'] : []),
]

export const urlOf = (
  contract: ContractSpec & { readonly name: string },
  route: string,
  params: Record<string, string> = {},
) =>
  `/api/${contract.name}${(contract.routes?.[route]?.path ?? '').replace(/:([a-zA-Z]+)/g, (_, key: string) => params[key] ?? '')}`

/** What staff read without a footprint because it was said to them, by the door it comes through. */
const saidToThem: Readonly<Record<string, readonly string[]>> = {
  'catalogue/listRights': ['right'],
  'appointments/today': ['excuse'],
  'services/read': ['objection', 'chat'],
  'matters/read': ['chat', 'textPhone'],
  'matters/messages': ['chat'],
  // Words of whoever is worried, for those who protect.
  'benefits/concern': ['concern'],
  'matters/list': ['textPhone'],
  'cases/read': ['textPhone'],
}

/** What a reply may hold, by the name it was kept under. */
export const theirs: ReadonlyMap<string, readonly string[]> = new Map([
  // What somebody just sent is theirs to see again.
  ['unknown field', ['phone']],
  ['own: reveal', ['number', 'phone', 'address']],
  ['own: account', ['name']],
  ['revealed', ['phone', 'address']],
  ['contact', ['otherPhone', 'name']],
  ['claim looked at', ['name']],
  ['own: notices', ['email']],
  // Opened for a stated reason, with a footprint.
  ['challenge looked at', ['spouse']],
  ['office: answers', ['picture', 'finding', 'contact', 'name', 'number', 'phone', 'address', 'hukou']],
])

/** Every reading door, tried by every role with the ids the day left behind: who was told what, and what a cache might keep. */
export const tryDoors = async (
  town: Town,
  modules: Awaited<ReturnType<typeof loadModules>>,
  left: Readonly<Record<string, string>>,
) => {
  const roles = [
    ...['gridWorker', 'communityWorker', 'communityAdmin', 'handler', 'acceptor', 'dispatcher', 'supervisor'],
    ...['dutyLeader', 'dataSteward', 'systemAdmin', 'securityAdmin', 'auditAdmin', 'resident', 'merchant'],
  ] as const
  const readers: readonly Pick<Person, 'raw'>[] = [
    town.guest,
    ...roles.map((role) =>
      town.as({
        name: role,
        roles: [{ role, area: role === 'resident' || role === 'gridWorker' ? here : district, unitId: null }],
      }),
    ),
  ]
  /** What a door of a module could be asked for. */
  const idsOf: Readonly<Record<string, readonly (string | undefined)[]>> = {
    services: [left.visited, left.hung],
    matters: [left.visited, left.hung, left.concern],
    cases: [left.visited],
    forms: [left.visited],
    appointments: [left.booking],
    'mutual-aid': [left.help],
    benefits: [left.concern, left.personId],
  }
  const found = new Set<string>()
  const open = new Set<string>()
  for (const { contract } of modules)
    for (const [name, route] of Object.entries(contract.routes ?? {})) {
      if (route.method !== 'GET') continue
      const ids = /:[a-z]*[iI]d\b/.test(route.path) ? (idsOf[contract.name] ?? [left.personId, left.official]) : ['']
      for (const id of ids) {
        if (id === undefined) continue
        const url = `/api/${contract.name}${route.path
          .replace(/:[a-z]*[iI]d\b/, id)
          .replace(':code', 'SQ-001')
          .replace(':area', here)
          .replace(':key', 'share.socialCard.account')
          .replace(/:[a-zA-Z]+/g, 'x')}`
        for (const [index, reader] of readers.entries()) {
          const reply = await reader.raw('GET', url)
          const isStream = (reply.headers.get('content-type') ?? '').startsWith('text/event-stream')
          if (isStream) await reply.body?.cancel()
          const text = isStream ? '' : await reply.text()
          const told = inReply(text).filter((one) => !saidToThem[`${contract.name}/${name}`]?.includes(one))
          // An account goes by the name its person gave; the desk of accounts reads it.
          if (told.length > 0 && !(contract.name === 'identity' && told.every((one) => one === 'name')))
            found.add(`${index === 0 ? 'guest' : roles[index - 1]} ${contract.name}/${name}: ${told}`)
          const cached = reply.headers.get('cache-control') ?? ''
          if (inIt(text).length > 0 && !/no-store|private/.test(cached)) open.add(`${contract.name}/${name}: ${cached}`)
        }
      }
    }
  return { found: [...found], open: [...open] }
}

/** The reporter’s own words and the name an account goes by, by table. */
const inClear: ReadonlyMap<string, readonly string[]> = new Map([
  ['liren.identity_accounts', ['name']],
  ['liren.cases_cases', ['textPhone']],
  ['liren.matters_matters', ['textPhone']],
  ['liren.matters_messages', ['chat']],
])

/** Rows in which something else stands in clear. */
export const searchTables = async (town: Town) => {
  const { rows: tables } = await town.owner.query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables
     where table_schema in ('liren', 'liren_jobs') and table_type = 'BASE TABLE'`,
  )
  const found: string[] = []
  for (const { name } of tables) {
    const values = Object.entries(planted).filter(([what]) => !inClear.get(name)?.includes(what))
    for (const [what, value] of values) {
      const { rows } = await town.owner.query<{ row: string }>(
        `select left(t::text, 400) as row from ${name} t where position($1 in t::text) > 0 limit 1`,
        [value],
      )
      if (rows[0]) found.push(`${name}: ${what}: ${rows[0].row}`)
    }
  }
  return { tables: tables.length, found }
}
