/** The life of a help request, what may not be asked for, and what a time bank allows: pure, for server and screens. */

export const kinds = [
  'errand',
  'carry',
  'repair',
  'accompany',
  'teach',
  'device',
  'company',
  'childcare',
  'pet',
  'other',
] as const
export type HelpKind = (typeof kinds)[number]

export const states = [
  'toCheck',
  'open',
  'taken',
  'started',
  'done',
  'thanked',
  'withdrawn',
  'expired',
  'declined',
  'disputed',
  'settled',
] as const
export type HelpState = (typeof states)[number]

/** How far a request is told. */
export const reaches = ['community', 'street'] as const
export type Reach = (typeof reaches)[number]

/** So many neighbours may be asked for at once. */
export const peopleAtMost = 5

/** Who may do what from where; the phone draws its buttons from it, the server obeys it. */
export const moves = {
  approve: { from: ['toCheck'], to: 'open', by: 'desk' },
  decline: { from: ['toCheck', 'open'], to: 'declined', by: 'desk' },
  take: { from: ['open'], to: 'taken', by: 'neighbour' },
  start: { from: ['taken'], to: 'started', by: 'helper' },
  done: { from: ['started'], to: 'done', by: 'helper' },
  thank: { from: ['started', 'done'], to: 'thanked', by: 'asker' },
  withdraw: { from: ['toCheck', 'open', 'taken'], to: 'withdrawn', by: 'asker' },
  giveBack: { from: ['taken'], to: 'open', by: 'helper' },
  missed: { from: ['taken'], to: 'open', by: 'asker' },
  dispute: { from: ['taken', 'started', 'done'], to: 'disputed', by: 'party' },
  settle: { from: ['disputed'], to: 'settled', by: 'desk' },
  expire: { from: ['toCheck', 'open', 'taken'], to: 'expired', by: 'clock' },
  lapse: { from: ['started'], to: 'done', by: 'clock' },
} as const satisfies Record<string, { from: readonly HelpState[]; to: HelpState; by: string }>
export type HelpMove = keyof typeof moves

export const canMove = (state: HelpState, move: HelpMove): boolean =>
  (moves[move].from as readonly HelpState[]).includes(state)

/** Whether either of the two may call out of a danger; also once they quarrel. */
export const canCall = (state: HelpState): boolean => canMove(state, 'dispute') || state === 'disputed'

export const bans = ['money', 'medicine', 'drinking', 'minorsAtNight', 'adult', 'weapons'] as const
export type Ban = (typeof bans)[number]

const words: Readonly<Record<Exclude<Ban, 'minorsAtNight'>, RegExp>> = {
  money: /借钱|借款|贷款|垫付|垫钱|转账|集资|担保|套现|刷单|lend|loan|borrow money/i,
  medicine: /打针|注射|输液|处方|配药|喂药|拔管|抗生素|安眠药|止痛药|injection|prescri/i,
  drinking: /陪酒|喝酒|饮酒|代喝|drinking/i,
  adult: /按摩陪|色情|约炮|裸/,
  weapons: /枪支|管制刀|毒品|大麻/,
}

const localHour = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).getUTCHours()
const localDay = (at: Date) => Math.floor((at.getTime() + 8 * 3_600_000) / 86_400_000)
const isNight = (at: Date) => localHour(at) >= 21 || localHour(at) < 7
/** Whether any hour of the night lies in it, also one between two days. */
const passesNight = (from: Date, until: Date) => isNight(from) || isNight(until) || localDay(from) !== localDay(until)

/** What is asked for, as far as it says whether children are in it; `text` is the wish with the words on safety. */
export type AskedFor = { readonly kind: HelpKind; readonly text: string; readonly forWhom: string }

/** Children are in it by kind, by whom it is for, or by its words: the community looks first, and a grown-up helps. */
export const isWithMinors = ({ kind, text, forWhom }: AskedFor): boolean =>
  forWhom === 'minor' || kind === 'childcare' || /小孩|孩子|幼儿|婴儿|未成年|小学生/.test(text)

/** Why something may not be asked for; null where it may. */
export const banned = (asked: AskedFor & { readonly from: Date; readonly until: Date }): Ban | null => {
  for (const [ban, found] of Object.entries(words) as [Exclude<Ban, 'minorsAtNight'>, RegExp][])
    if (found.test(asked.text)) return ban
  return isWithMinors(asked) && passesNight(asked.from, asked.until) ? 'minorsAtNight' : null
}

/** The age from which somebody helps, and below which a wish is looked at first. */
export const grownUpFrom = 18

/** The age from which somebody is old: helped at home, also at their own asking, by whom the register knows to be of age only. */
export const oldFrom = 60

/** Elders in the straight line, by blood or by marriage; uncles and aunts (伯父, 舅母 …) carry the same signs and are none. */
const linealElders = new Set(
  '父 母 父亲 母亲 父母 爸爸 妈妈 养父 养母 继父 继母 岳父 岳母 公公 婆婆 祖父 祖母 祖父母 爷爷 奶奶 外祖父 外祖母 外祖父母 外公 外婆 姥爷 姥姥 曾祖父 曾祖母'.split(
    ' ',
  ),
)

/** Lineal elders of whoever asks, by the word the household is kept with. */
export const isLinealElder = (relation: string): boolean => linealElders.has(relation.trim())

export const bank = { hoursADay: 2, hoursAtMost: 600 } as const

/** Hours somebody may still earn: by the day and by what they hold already. */
export const hoursLeft = (earnedToday: number, balance: number): number =>
  Math.max(0, Math.min(bank.hoursADay - earnedToday, bank.hoursAtMost - balance))
