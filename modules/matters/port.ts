/** What the spine does for other modules, bound to their work: same transaction, same actor, same audit. */
import type { Limit } from './clock.ts'
import type { OrderKind } from './order-kind.ts'
import type { Process } from './process.ts'
import type { MatterRow, MatterView, Step } from './views.ts'

/**
 * Part handed to the spine by a module: `gives: { matters: { processes: [caseProcess] } satisfies GivenToMatters }`. `find` brings
 * processes that came while the house was running; a name found once means the same process for ever. `db` is the database of the work at hand.
 */
export type GivenToMatters = {
  readonly processes: readonly Process[]
  readonly find?: (db: object, name: string) => Promise<Process | null>
  /** What else stands in somebody's calendar on these days (`until` included), such as rounds to be walked; their own only. */
  readonly agenda?: (db: object, accountId: string, from: string, until: string) => Promise<readonly AgendaEntry[]>
}

/** One line of a worker's calendar. `word` is a key of the giving module's words, `link` a page of the worker's board. */
export type AgendaEntry = {
  readonly day: string
  /** `HH:MM`, where it has an hour. */
  readonly time: string | null
  readonly title: string
  readonly word: string
  readonly link: string
}

/** A unit or a person; names are kept as they were then. A person alone keeps the unit they already stand in. */
export type Holder = {
  readonly unitId?: string | null
  readonly unitName?: string | null
  readonly accountId?: string | null
  readonly accountName?: string | null
}

/** As the query of the route `list`; `ids` keeps to matters the caller chose already, by what only its own module knows. */
export type ListQuery = {
  readonly after?: string
  readonly limit?: number
  readonly q?: string
  readonly area?: string
  readonly process?: string
  readonly state?: string
  readonly phase?: 'intake' | 'doing' | 'checking' | 'done'
  readonly unit?: string
  readonly grade?: number
  readonly source?: string
  /** The beginning of a kind's code. */
  readonly kind?: string
  readonly orderKind?: OrderKind
  readonly isOverdue?: boolean
  readonly isOpen?: boolean
  readonly due?: 'overdue' | 'soon' | 'calm' | 'suspended'
  /** `rule`: as the place of whoever asks orders its inbox (`queueOrder`). */
  readonly order?: 'newest' | 'due' | 'rule'
  readonly ids?: readonly string[]
}

export type OpenInput = {
  readonly process: string
  /** The module's own row about it, found again in events and lists. */
  readonly subjectId?: string
  /** Set to know the id beforehand (UUID v7). */
  readonly id?: string
  readonly title: string
  readonly summary?: string | null
  /** Community (or wider) code, 12 digits; the cell below it, 15. */
  readonly areaCode: string
  readonly cellCode?: string | null
  readonly place?: { readonly lon: number; readonly lat: number } | null
  readonly address?: string | null
  /** The module's own classification (a category's code); lists are read by its beginning. */
  readonly kindCode?: string | null
  /** What whoever reported wants: an inquiry, help, a complaint… */
  readonly orderKind?: OrderKind | null
  /** Channel it came by (`patrol`, `12345`…) and its capital letter in the number. */
  readonly source: string
  readonly letter: string
  readonly grade?: 1 | 2 | 3 | 4
  readonly isPublic?: boolean
  /** What everybody reads in place of the title; empty shows nothing of its words, until somebody of the office has looked. */
  readonly publicTitle?: string | null
  /** Seen only by its reporter, those who hold, handle or support it, and holders of `matter.readRestricted`. */
  readonly isRestricted?: boolean
  /** Given where a repeated request must show the same code again; made up when left out. */
  readonly queryCode?: string
  /** One of the process's start states; the first when left out. */
  readonly state?: string
  /** The acting account when left out; null for nobody. Names come masked; `contactRef` points at the module's own record. */
  readonly reporter?: {
    readonly accountId?: string | null
    readonly personId?: string | null
    readonly name?: string | null
    readonly contactRef?: string | null
  } | null
  readonly holder?: Holder
  readonly limits?: Readonly<Record<string, Limit>>
  readonly facts?: Readonly<Record<string, unknown>>
  readonly files?: readonly string[]
  readonly parentId?: string | null
  /** For imports: when it was first reported. Clocks count from then. */
  readonly openedAt?: Date
}
/** Who did something in the past. */
export type PastActor = { readonly accountId: string | null; readonly name: string; readonly unitId?: string | null }
/** Something that happened to a matter before it came here; `by` null is the platform. Granted requests carry `decided`. */
export type PastAct = { readonly at: Date; readonly by: PastActor | null } & (
  | ({ readonly kind: 'move'; readonly move: string } & Omit<MoveOptions, 'seen'>)
  | {
      readonly kind: 'ask'
      readonly what: 'delay' | 'suspend' | 'return'
      readonly reason: string
      readonly reasonCode?: 'notOurs' | 'unclearOwner' | 'wrongAddress' | 'wrongCategory' | 'duplicate' | 'other'
      readonly limit?: Limit
      readonly reviewOn?: string
      readonly decided?: { readonly at: Date; readonly by: PastActor; readonly decision: string }
      /** For a return: decided by arbitration, and whose it is. */
      readonly toUnit?: { readonly unitId: string; readonly unitName: string }
    }
  | {
      readonly kind: 'rate'
      readonly score: 1 | 2 | 3 | 4 | 5
      readonly reasons?: readonly string[]
      readonly text?: string
      /** What the follow-up of a bad rating brought. */
      readonly followUp?: string
    }
)
/** A matter with its past, in the order it happened. Clocks of the opening count from `clocksFrom`, else from `openedAt`. */
export type History = OpenInput & {
  readonly openedBy?: PastActor | null
  readonly clocksFrom?: Date
  readonly acts?: readonly PastAct[]
}
/** What the reporter is told. The query code is shown this once; only its hash is kept. */
export type Opened = {
  readonly id: string
  readonly number: string
  readonly queryCode: string
  readonly state: string
  readonly dueAt: Date | null
  readonly topics: readonly string[]
}

export type MoveOptions = {
  readonly facts?: Readonly<Record<string, unknown>>
  readonly files?: readonly string[]
  /** Steps seen by whoever moves. A replay of the same move is harmless; anything else is refused `changed-meanwhile`. */
  readonly seen?: number
  readonly holder?: Holder
  /** Why a unit that has had its fill this week is given more. */
  readonly despiteLoad?: string
  readonly limits?: Readonly<Record<string, Limit>>
  /** Kept on the matter when it closes: fixed, referred, refused… */
  readonly outcome?: string
  readonly grade?: 1 | 2 | 3 | 4
  /** Corrected on the way: category and place belong to the module, these to the spine. */
  readonly title?: string
  readonly areaCode?: string
  readonly cellCode?: string | null
  readonly place?: { readonly lon: number; readonly lat: number }
  readonly kindCode?: string
  readonly orderKind?: OrderKind
  readonly isPublic?: boolean
  /** As when it was opened; null shows the title itself. */
  readonly publicTitle?: string | null
  /** True closes it to all but those who handle it; never undone by a move. */
  readonly isRestricted?: boolean
}
export type Moved = {
  readonly id: string
  readonly number: string
  readonly state: string
  readonly phase: 'intake' | 'doing' | 'checking' | 'done'
  readonly seen: number
  readonly dueAt: Date | null
  /** True when this very move had been made before: nothing was done now. */
  readonly isReplay: boolean
}

/** A matter as it was opened, with where it stands now. */
export type Opening = {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly summary: string | null
  readonly areaCode: string
  readonly cellCode: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly source: string
  readonly grade: number
  readonly state: string
  readonly phase: 'intake' | 'doing' | 'checking' | 'done'
  readonly isPublic: boolean
  readonly publicTitle: string | null
  readonly isRestricted: boolean
  readonly openedAt: Date
  readonly kindCode: string | null
  readonly hops: number
  readonly returns: number
  readonly closedAt: Date | null
  readonly holderUnitId: string | null
  readonly holderUnitName: string | null
  readonly mergedIntoId: string | null
}

/** What the same person reported before, and how it ended. */
export type Earlier = {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly process: string
  readonly state: string
  readonly phase: 'intake' | 'doing' | 'checking' | 'done'
  readonly outcome: string | null
  readonly kindCode: string | null
  readonly areaCode: string
  readonly cellCode: string | null
  readonly isRestricted: boolean
  readonly openedAt: Date
}

/** A matter's life in brief, times in milliseconds since 1970: what a projection elsewhere needs to count by. */
export type MatterHistory = {
  readonly id: string
  readonly number: string
  readonly process: string
  readonly module: string
  readonly state: string
  readonly phase: 'intake' | 'doing' | 'checking' | 'done'
  readonly areaCode: string
  readonly cellCode: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly source: string
  readonly grade: 1 | 2 | 3 | 4
  readonly isRestricted: boolean
  readonly holderUnitId: string | null
  readonly holderAccountId: string | null
  readonly openedAt: number
  readonly movedAt: number
  readonly dueAt: number | null
  readonly suspendedAt: number | null
  readonly closedAt: number | null
  readonly outcome: string | null
  readonly hops: number
  readonly returns: number
  readonly reworks: number
  readonly reopens: number
  readonly rating: number | null
  /** Words said in its thread, and units that were asked to support it. */
  readonly messages: number
  readonly helperUnitIds: readonly string[]
  /** Left out (剔除) of what its unit is measured by, and why. */
  readonly excludedBecause: string | null
  readonly parentId: string | null
  /** What kind of matter it is, in the words of its module: a category. */
  readonly kindCode: string | null
  readonly reporterId: string | null
  /** Reasons given with its ratings. */
  readonly reasons: readonly string[]
  readonly clocks: readonly {
    readonly name: string
    readonly startedAt: number
    readonly dueAt: number
    readonly stoppedAt: number | null
    readonly isPaused: boolean
    readonly extensions: number
  }[]
  readonly steps: readonly {
    readonly move: string
    readonly to: string
    readonly at: number
    readonly actorId: string | null
    readonly unitId: string | null
    readonly facts: Readonly<Record<string, unknown>>
  }[]
}

export type MattersPort = {
  /** Opens a matter in the current transaction. */
  readonly open: (input: OpenInput) => Promise<Opened>
  /**
   * The same as pieces of one statement, for `answerOnce`. `ctes` is SQL text without a leading `with` and without a trailing
   * comma: sql`with ${opened.ctes}, mine as (…), ${work.tail()} select 1`. The event is told by this call (before `tail`).
   */
  readonly openSql: (input: OpenInput) => Promise<Opened & { readonly ctes: unknown }>
  /**
   * Opens many matters with what happened to them before, for seeds and imports: numbers, clocks, counts and hash chain as if
   * they had lived here. Only `laidDown` is told. One statement for each table: give hundreds at a time.
   */
  readonly openMany: (
    histories: readonly History[],
  ) => Promise<
    readonly { readonly id: string; readonly number: string; readonly state: string; readonly queryCode: string }[]
  >
  /** Makes a move of the process for the acting person (or the system), who must be allowed to. */
  readonly move: (matterId: string, move: string, options?: MoveOptions) => Promise<Moved>
  /** Adds an entry to the timeline without moving. */
  readonly note: (
    matterId: string,
    note: {
      readonly what: string
      readonly facts?: Readonly<Record<string, unknown>>
      readonly files?: readonly string[]
      readonly isPublic?: boolean
      /** Counts as handling: whoever did it is a `handler` from now on. */
      readonly handles?: boolean
    },
  ) => Promise<void>
  /** Sets what everybody reads in place of the title (see `publicTitle`), with a reason on record. */
  readonly entitle: (matterId: string, publicTitle: string | null, because: string) => Promise<void>
  readonly say: (
    matterId: string,
    said: { readonly text: string; readonly isPublic: boolean; readonly files?: readonly string[] },
  ) => Promise<{ readonly id: string }>
  /** From now on the office owes a word to whoever reported; unguarded. */
  readonly expectReply: (matterId: string) => Promise<void>
  readonly assign: (matterId: string, holder: Holder, because?: string) => Promise<void>
  /** Brings in a supporting unit (协办) with its own deadline. */
  readonly support: (
    matterId: string,
    ask: { readonly unitId: string; readonly unitName: string; readonly task: string; readonly limit?: Limit },
  ) => Promise<{ readonly id: string }>
  /** What supporting units were asked for and have not done is laid aside, with why. */
  readonly layAside: (matterId: string, because: string) => Promise<void>
  readonly supervise: (
    matterId: string,
    ask: { readonly level: 'reminder' | 'yellow' | 'red' | 'listed' | 'instruction'; readonly text: string },
  ) => Promise<void>
  readonly logCall: (
    matterId: string,
    call: {
      readonly toName: string
      readonly toAccountId?: string | null
      readonly channel: 'phone' | 'wechat' | 'chat' | 'visit'
      readonly outcome: 'reached' | 'noAnswer' | 'busy' | 'refused' | 'wrongNumber'
      readonly seconds?: number | null
      readonly note?: string
    },
  ) => Promise<void>
  readonly split: (parentId: string, input: OpenInput) => Promise<Opened>
  readonly merge: (childIds: readonly string[], intoId: string, because: string) => Promise<void>
  /** The whole of it for the acting person; refuses `matters/not-found` where it is out of sight. */
  readonly read: (matterId: string) => Promise<MatterView>
  /**
   * The row of a matter in sight of the acting person, held until this act is over; refuses `matters/not-found` where it is
   * out of sight. `isOnlyLook` reads without holding it.
   */
  readonly see: (
    matterId: string,
    isOnlyLook?: boolean,
  ) => Promise<MatterRow & { readonly cellCode: string | null; readonly handledBy: readonly string[] }>
  /** What the route `list` answers to the acting person. */
  readonly list: (query: ListQuery) => Promise<{ readonly items: readonly MatterRow[]; readonly next: string | null }>
  /** Rows by id, unguarded: the caller has checked already. */
  readonly rows: (matterIds: readonly string[]) => Promise<readonly MatterRow[]>
  /** What was said and shown when each was opened, and how often it changed hands since; unguarded, unknown ids left out. */
  readonly openings: (matterIds: readonly string[]) => Promise<readonly Opening[]>
  /** False while a unit has had its fill this week: who gives it more must say why. */
  readonly canTake: (unitId: string) => Promise<boolean>
  /** Open matters each unit holds now (0 where none), in one index-only query; unguarded. */
  readonly openCounts: (unitIds: readonly string[]) => Promise<ReadonlyMap<string, number>>
  /**
   * Matters opened in a stretch of time in every area inside an area, counted in one pass; unguarded, numbers only. Restricted and
   * merged ones are left out, and where cells are asked for, those that lie in none.
   */
  readonly tallies: (asked: {
    readonly within: string
    readonly digits: 9 | 12 | 15
    readonly from: Date
    readonly until: Date
    /** Modules whose matters are no affairs of people: a report does not count the tasks of reports. */
    readonly without?: readonly string[]
    readonly counts: readonly {
      readonly name: string
      /** `kind` is the beginning of a category's code; `isClosed` as it stands now. */
      readonly where?: { readonly kind?: string; readonly isClosed?: boolean }
    }[]
  }) => Promise<ReadonlyMap<string, Readonly<Record<string, number>>>>
  /** The row of the module's own object. */
  readonly ofSubject: (subjectId: string) => Promise<MatterRow | null>
  readonly steps: (matterId: string) => Promise<readonly Step[]>
  /** Lives of matters by id, or of all of them in the order they were opened; unguarded, for projections. */
  readonly histories: (
    asked: { readonly ids: readonly string[] } | { readonly after: string | null; readonly limit: number },
  ) => Promise<readonly MatterHistory[]>
  /** Brings staff into its room (会商): they see it, read its thread and write there. Answers who was not there before. */
  readonly invite: (
    matterId: string,
    people: readonly { readonly accountId: string; readonly name: string }[],
  ) => Promise<readonly string[]>
  /** When a limit that begins at an instant runs out, by the district's calendar. */
  readonly dueAfter: (from: Date, limit: Limit) => Promise<Date>
  /**
   * 到期 The years of the objects these matters are about are over: closed ones name nobody from now on, and keep number, states,
   * times and units. Says how many; open ones are left alone. Checks no permission: the asking module does.
   */
  readonly forget: (matterIds: readonly string[]) => Promise<number>
  /** True while the chain of steps is whole; of a forgotten matter, while no step is missing. */
  readonly verify: (matterId: string) => Promise<boolean>
  /** Who reported this very matter, not one that was merged into it. */
  readonly reporters: (
    matterId: string,
  ) => Promise<readonly { readonly accountId: string | null; readonly personId: string | null }[]>
  /** Matters an account or person reported since then, newest first; unguarded: the caller shows what may be seen. */
  readonly reportedBy: (
    who: { readonly accountId: string | null; readonly personId: string | null },
    since: Date,
    limit: number,
  ) => Promise<readonly string[]>
  /** What whoever reported this matter had reported before, since then, newest first; unguarded. */
  readonly earlier: (matterId: string, since: Date, limit: number) => Promise<readonly Earlier[]>
  /** The matter a number and its query code open, and the one it went into; null where they do not fit. */
  readonly byCode: (
    number: string,
    code: string,
  ) => Promise<{ readonly id: string; readonly mergedIntoId: string | null } | null>
  /** Account ids of everybody who reported or follows. */
  readonly partyAccounts: (matterId: string) => Promise<readonly string[]>
  /** Cells were redrawn: open matters go to the cell their place lies in now. Their place and their steps stay. */
  readonly refit: (moves: readonly { readonly id: string; readonly cellCode: string }[]) => Promise<void>
  /** Gives a kind to matters opened before kinds were kept; leaves alone what has one. */
  readonly classify: (kinds: readonly { readonly id: string; readonly kindCode: string }[]) => Promise<void>
  /** Processes known in this house, by name. */
  readonly processes: () => ReadonlyMap<string, Process>
}
