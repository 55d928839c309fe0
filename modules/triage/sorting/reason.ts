/** Why something was decided, as a key of words and what stands in them: said in the language of whoever reads. */
export type Why = { readonly key: string; readonly facts: Readonly<Record<string, string | number>> }

export type Reason = {
  /** The word of the text that counted; empty where no single word did. */
  readonly word: string
  readonly said: Why
}

/** `code` beside `name` lets a category be called what it is called in the reader's place and language. */
export const why = (key: string, facts: Why['facts'] = {}): Why => ({ key, facts })
