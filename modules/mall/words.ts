/** Names the shop wrote itself: in Chinese always, in English where somebody wrote that too. */

export type Named = { readonly name: string; readonly nameEn: string | null }

/** What a reader of a language reads: English where it is there, else Chinese. */
export const readIn = (locale: string, chinese: string, english: string | null): string =>
  locale === 'en' && english ? english : chinese

/** Both at once, for what is kept now and read later by whoever reads either. */
export const inBoth = (chinese: string, english: string | null) => ({ 'zh-CN': chinese, en: english || chinese })

/** An English name somebody emptied is none. */
export const orNone = (english: string | null | undefined): string | null => english?.trim() || null

/** Does whoever reads this language read it in Chinese because nothing else was written? */
export const isOnlyChinese = (locale: string, { name, nameEn }: Named): boolean =>
  // A name of letters and figures only is read alike in both.
  locale === 'en' && !nameEn && /\p{Script=Han}/u.test(name)
