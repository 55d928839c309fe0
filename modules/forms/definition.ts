/** What a form is (表单定义): fields that are JSON Schema nodes bound to dictionary keys, their layout, materials and consents. */

/** Words in one language, or in both. */
export type Wording = string | { readonly 'zh-CN': string; readonly en?: string }

export const valueTypes = ['string', 'number', 'integer', 'boolean', 'object'] as const
export type ValueType = (typeof valueTypes)[number]

export const formats = [
  'date',
  'dateTime',
  'time',
  'phone',
  'idNumber',
  'creditCode',
  'email',
  'money',
  'longText',
  'area',
  'file',
  'signature',
] as const
export type Format = (typeof formats)[number]

export const blocks = ['person', 'household', 'agent', 'account'] as const
export type Block = (typeof blocks)[number]

export const masks = ['name', 'idNumber', 'phone', 'account', 'address'] as const
export type Mask = (typeof masks)[number]

/** 照 licence reused · 数 data check · 诺 declaration and promise · 传 upload · 签 signed on screen. */
export const materialSources = ['licence', 'data', 'declaration', 'upload', 'esign'] as const
export type MaterialSource = (typeof materialSources)[number]

/** One field: a JSON Schema node under a key, and what this house adds to it. Rules and derivations are CEL over the other fields. */
export type Field = {
  readonly key: string
  readonly label: Wording
  /** Plain words for whoever does not know what is meant. */
  readonly help?: Wording

  // JSON Schema
  readonly type?: ValueType
  readonly format?: Format
  readonly enum?: readonly (string | number)[]
  /** What people read for each value of `enum`, in its order. */
  readonly choices?: readonly Wording[]
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly default?: string | number | boolean
  /** Fields within, where `type` is `object`. */
  readonly fields?: readonly Field[]
  /** Several of it (JSON Schema's array). With `enum` and without `fields`: any of the choices. */
  readonly repeat?: { readonly min?: number; readonly max?: number }

  // Layout
  /** A standard group of fields, under this key; `pick` keeps only some of them. */
  readonly block?: Block
  readonly pick?: readonly string[]

  // Binding
  /** Dictionary key it is filled from. Within a bound list: a property of the item; its own key where absent. */
  readonly from?: string
  /** Filled from the source and changed only there. */
  readonly lock?: boolean
  /** Filled, but somebody must say that it still holds. */
  readonly confirm?: boolean
  readonly mask?: Mask
  /** Kept sealed, and left out of lists. */
  readonly sensitive?: boolean
  readonly required?: boolean
  /** Shown, asked and kept only while this holds. */
  readonly when?: string
  /** Reckoned, never typed. */
  readonly derive?: string

  /** Why it is asked, and by what law or rule. */
  readonly purpose?: Wording
  readonly basis?: Wording
  /** Why it is asked beside the shared field of the same name: what is meant here is not what everybody shares. */
  readonly own?: Wording
  /** On-the-spot field (现场加项): who added it to the published form. */
  readonly addedBy?: string
}

export type Material = {
  readonly key: string
  readonly name: Wording
  readonly source: MaterialSource
  readonly when?: string
  /** May follow later (容缺). */
  readonly mayFollow?: boolean
  readonly isOptional?: boolean
  /** What is promised, or signed: the text itself. A new text is a new version of the form. */
  readonly text?: Wording
  /** Dictionary key of the licence or of the data that stands for it. */
  readonly from?: string
}

export type Check = {
  /** Must hold of the answers; unknown is no fault. */
  readonly rule: string
  /** Field that is named when it does not. */
  readonly at: string
  readonly message: Wording
}

export type FormGroup = { readonly title?: Wording; readonly fields: readonly string[]; readonly when?: string }
export type FormPage = { readonly title: Wording; readonly help?: Wording; readonly groups: readonly FormGroup[] }

/** A field, material or step that the form on paper had and this one has no more (减环节). */
export type Dropped = {
  readonly kind: 'field' | 'material' | 'step'
  readonly name: Wording
  readonly because: 'prefilled' | 'derived' | 'not-needed' | 'merged' | 'checked-by-data'
}

export type FormDefinition = {
  readonly code: string
  readonly title: Wording
  readonly audience: 'person' | 'enterprise' | 'staff'
  readonly purpose?: Wording
  readonly basis?: Wording
  readonly fields: readonly Field[]
  /** How fields stand on pages; one page with all of them where absent. */
  readonly pages?: readonly FormPage[]
  readonly checks?: readonly Check[]
  readonly materials?: readonly Material[]
  /** What the law lets the office look up for this form without asking for consent, and which law; each may still be refused. */
  readonly statutory?: { readonly keys: readonly string[]; readonly law: Wording }
  /** Purposes somebody may consent to, each optional: refusing one leaves its fields to be typed. */
  readonly consents?: readonly string[]
  /** What the paper form asked. */
  readonly baseline?: {
    readonly fields: number
    readonly materials: number
    readonly visits?: number
    readonly days?: number
  }
  readonly dropped?: readonly Dropped[]
  readonly retentionYears?: number
}

/** Bounds of a definition and of what is answered. */
export const limits = Object.freeze({
  fields: 1000,
  depth: 8,
  items: 200,
  choices: 500,
  words: 2000,
  text: 10_000,
  rules: 400,
  jsonCharacters: 500_000,
})

/** Words in the reader's language, Chinese where there are no others. */
export const say = (words: Wording | undefined, locale: string): string =>
  words === undefined
    ? ''
    : typeof words === 'string'
      ? words
      : locale.startsWith('en')
        ? (words.en ?? words['zh-CN'])
        : words['zh-CN']
