/** How the reader wants to read: language, light or dark, ordinary or elder mode (长辈版). Remembered, and set on <html>. */
import { cell, useCell } from './cell.ts'
import { recall, remember } from './storage.ts'

export type Locale = 'zh-CN' | 'en'
export type Theme = 'auto' | 'light' | 'dark'
export type Look = { readonly locale: Locale; readonly theme: Theme; readonly elder: boolean }

const firstLocale = (): Locale => {
  const kept = recall('locale')
  if (kept === 'zh-CN' || kept === 'en') return kept
  const asked = globalThis.navigator?.language ?? 'zh-CN'
  return asked.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

const firstTheme = (): Theme => {
  const kept = recall('theme')
  return kept === 'light' || kept === 'dark' ? kept : 'auto'
}

/** The reader's choices; `locale` is followed by `accept-language` on every request. */
export const look = cell<Look>({ locale: firstLocale(), theme: firstTheme(), elder: recall('elder') === 'yes' })

const prefersDark = () => globalThis.matchMedia?.('(prefers-color-scheme: dark)')

/** Is the screen dark now, whether chosen or following the system? */
export const isDark = (of: Look) => of.theme === 'dark' || (of.theme === 'auto' && (prefersDark()?.matches ?? false))

const paint = () => {
  const { locale, elder } = look.get()
  const root = globalThis.document?.documentElement
  if (!root) return
  root.lang = locale
  root.dataset.theme = isDark(look.get()) ? 'dark' : 'light'
  root.dataset.mode = elder ? 'elder' : 'plain'
}

/** Changes and remembers choices. */
export const choose = (change: Partial<Look>) => {
  const next = { ...look.get(), ...change }
  remember('locale', next.locale)
  remember('theme', next.theme === 'auto' ? null : next.theme)
  remember('elder', next.elder ? 'yes' : null)
  look.set(next)
}

/** Puts the choices on <html> and keeps them there. Called once by each shell, before the first paint. */
export const startLook = () => {
  paint()
  look.watch(paint)
  prefersDark()?.addEventListener('change', () => {
    look.set({ ...look.get() })
  })
}

export const useLook = () => useCell(look)
