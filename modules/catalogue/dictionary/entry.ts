/** 数据项 One field of the dictionary: what it is called, where its one true source is, and who may have it. */
import { Nullable, On, type Static, Type } from '@liren/contract'

export const entryTypes = ['text', 'integer', 'number', 'money', 'date', 'boolean', 'code', 'list', 'file'] as const
export type EntryType = (typeof entryTypes)[number]

/** public 公开 · internal 内部 · personal 个人信息 · sensitive 敏感个人信息. */
export const sensitivities = ['public', 'internal', 'personal', 'sensitive'] as const
export type Sensitivity = (typeof sensitivities)[number]

/** 共享类型 unconditional 无条件共享 · conditional 有条件共享 · none 不予共享. */
export const sharingClasses = ['unconditional', 'conditional', 'none'] as const

export const refreshes = ['realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'irregular'] as const
export type Refresh = (typeof refreshes)[number]

/** 基础台账 The base ledger a field belongs to. */
export const ledgers = [
  'person',
  'household',
  'dwelling',
  'building',
  'enterprise',
  'organisation',
  'thing',
  'matter',
  'grid',
] as const
export type Ledger = (typeof ledgers)[number]

const Both = Type.Object({ zh: Type.String(), en: Type.String() })

/** `held` says where a value lives: a fact of a register, a shared value kept here, or with its owner behind a port. */
export type Entry = Static<typeof Entry>
export const Entry = Type.Object({
  key: Type.String(),
  ledger: Type.Enum([...ledgers]),
  name: Both,
  type: Type.Enum([...entryTypes]),
  /** Code set: code → word. */
  codes: Nullable(Type.Record(Type.String(), Both)),
  /** 数源部门 who answers for it; `ownerUnit` is the unit's code in this district. */
  owner: Type.String(),
  ownerUnit: Nullable(Type.String()),
  /** 一数一源 the authoritative source. */
  source: Type.String(),
  sensitivity: Type.Enum([...sensitivities]),
  standard: Nullable(Type.String()),
  refresh: Type.Enum([...refreshes]),
  sharing: Type.Enum([...sharingClasses]),
  /** Which law or State Council rule keeps it back; due where nothing is shared. */
  sharingBasis: Nullable(Type.String()),
  askedBy: Type.Array(Type.String()),
  /** The purpose a person must have agreed to before the value is fetched for them, where no law gives the right. */
  consent: Nullable(Type.String()),
  held: Type.Enum(['register', 'shared', 'derived', 'asked', 'port']),
  /** Given up here since then: what is held under it stays, nobody asks for it any more. */
  retiredOn: Type.Optional(On),
})

type More = Partial<Omit<Entry, 'key' | 'name' | 'type' | 'owner' | 'source'>>

/** One row of the dictionary; what is left out follows from the rest. */
export const entry = (
  key: string,
  zh: string,
  en: string,
  type: EntryType,
  owner: string,
  source: string,
  more: More = {},
): Entry => ({
  key,
  // The first word of a key is its ledger, but for shared values, which are mostly about persons.
  ledger: (ledgers as readonly string[]).includes(key.split('.')[0] ?? '') ? (key.split('.')[0] as Ledger) : 'person',
  name: { zh, en },
  type,
  codes: null,
  owner,
  ownerUnit: null,
  source,
  sensitivity: 'internal',
  standard: null,
  refresh: 'irregular',
  sharing: 'conditional',
  sharingBasis: null,
  askedBy: [],
  consent: null,
  held: 'asked',
  ...more,
})

/** Told by a department and kept here: about a person, so it is sealed; `sensitive` where the law says so. */
const told =
  (sensitivity: Sensitivity) =>
  (key: string, zh: string, en: string, type: EntryType, owner: string, source: string, more: More = {}): Entry =>
    entry(key, zh, en, type, owner, source, { sensitivity, held: 'shared', ...more })
export const personal = told('personal')
export const sensitive = told('sensitive')

export const codes = (...rows: readonly (readonly [code: string, zh: string, en: string])[]): Entry['codes'] =>
  Object.fromEntries(rows.map(([code, zh, en]) => [code, { zh, en }]))
