/** What the rules are made from: plain data of the preset, already read. */

/** One leaf 小类 of the operating trees 部件、事件、民生诉求, as `cases/categories.json` has it. */
export type LeafSource = {
  readonly code: string
  readonly name: string
  readonly path: readonly string[]
  readonly filingStandard?: string
  readonly grade: number | 'ordinary' | 'pressing' | 'urgent' | 'critical'
  readonly keywords?: readonly string[]
  readonly manualOnly?: boolean
  readonly restricted?: boolean
  readonly callFirst?: boolean
}

/** `cases/categories-hotline.json`: the tree of DB44/T 2479, and which leaf each item arrives at and comes from. */
export type StandardSource = {
  readonly types: readonly {
    readonly code: string
    readonly name: string
    readonly classes: readonly {
      readonly code: string
      readonly name: string
      readonly leaf?: string
      readonly items: readonly {
        readonly code: string
        readonly name: string
        readonly leaf?: string
        readonly remark?: string
      }[]
    }[]
  }[]
  readonly leaves?: Readonly<Record<string, string>>
}

/** `triage/words.json`: how people say it. `a+b` asks for both in one sentence. */
export type WordsSource = {
  /** Leaves of several trees that are one thing (油烟污染, 油烟), each once. */
  readonly same?: readonly (readonly string[])[]
  /** Words that say where or who, seldom what (楼下, 邻居). */
  readonly scene?: readonly string[]
  readonly spoken: Readonly<Record<string, string>>
  readonly letters: string
  readonly words: Readonly<Record<string, readonly string[]>>
}

/** Words of this place 本地用词 (`triage/local-words.json`) beside those taken from another preset: added to them, word by word. */
export const withLocal = (words: WordsSource, local: Partial<WordsSource>): WordsSource => {
  const codes = new Set([...Object.keys(words.words), ...Object.keys(local.words ?? {})])
  return {
    letters: words.letters + (local.letters ?? ''),
    spoken: { ...words.spoken, ...local.spoken },
    scene: [...new Set([...(words.scene ?? []), ...(local.scene ?? [])])],
    same: [...(words.same ?? []), ...(local.same ?? [])],
    words: Object.fromEntries(
      [...codes].map((code) => [code, [...new Set([...(words.words[code] ?? []), ...(local.words?.[code] ?? [])])]]),
    ),
  }
}

/** A group of safety words 安全词 of `cases/safety.json`. `unless` are phrases in which the word is harmless. */
export type SafetySource = {
  readonly code: string
  readonly words: readonly string[]
  readonly unless?: readonly string[]
  readonly advise: readonly string[]
  readonly adviceZh: string
  readonly adviceEn: string
  readonly call: readonly string[]
  readonly isRestricted?: boolean
  readonly categoryCode?: string
}

export type DictionarySource = {
  readonly leaves: readonly LeafSource[]
  readonly standard?: StandardSource
  readonly words?: WordsSource
  readonly safety?: readonly SafetySource[]
  /** Names of streets, estates, schools, sights, with what people also call them. */
  readonly places?: readonly { readonly name: string; readonly aliases?: readonly string[] }[]
}

/** 一般 1 · 较急 2 · 紧急 3 · 特急 4. */
export type Grade = 1 | 2 | 3 | 4
