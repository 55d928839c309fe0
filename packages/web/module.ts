/** The plug of a module's screens: which pages, tiles, slots it brings to which board. Names parts, loads them later. */
import type { ComponentType } from 'react'
import type { IconName } from './icon.tsx'
import type { SendOut } from './outbox.ts'
import type { May } from './session.ts'
import type { WordsSource } from './words.ts'

/** The four boards (人家, 先锋, 智库, 商家). */
export type BoardName = 'resident' | 'worker' | 'desk' | 'merchant'

// Props differ from page to page; the router gives `params` to pages and `of` to slots, both as strings and objects known to them.
type Loaded = Promise<{ readonly default: ComponentType<never> }>

/** Groups of the desk's side menu, in this order. */
export const menuGroups = [
  'work',
  'command',
  'services',
  'community',
  'people',
  'organisation',
  'data',
  'insight',
  'system',
] as const
export type MenuGroup = (typeof menuGroups)[number]

/** One page. `title` is a key of the module's words under `title` or `nav.…`; both are at hand before the module loads. */
export type WebPage = {
  /** Below the board, beginning with the module's name: `/cases/new`, `/cases/:id`. */
  readonly path: string
  readonly title: string
  readonly page: () => Loaded
  readonly may?: May
  /**
   * What the page asks first, by the parameters of its path: `/api/forms/submissions/:id`. Opened by its address, a page's files
   * are fetched by its HTML before any program is here, and this with them; the build takes it out of the plug.
   */
  readonly asks?: string
  /** A place in the bar at the foot of phone boards (at most three from modules). `title` where the page's own is too long for large type. */
  readonly tab?: {
    readonly icon: IconName
    readonly order: number
    readonly title?: string
    readonly badge?: () => Loaded
  }
  /** A place in the desk's side menu. */
  readonly menu?: {
    readonly group: MenuGroup
    readonly icon: IconName
    readonly order: number
    readonly badge?: () => Loaded
  }
  /** A key of the module's words that explains the page in plain sentences, one a line; a button on phone pages says and reads them. */
  readonly help?: string
  /** Shown at `/` of its board instead of the frame's welcome; the first one by tab or menu order wins. */
  readonly isHome?: boolean
}

/** A door on the home page (一键达). `isMain` makes it the large one. */
export type Tile = {
  readonly title: string
  readonly hint?: string
  readonly path: string
  readonly icon: IconName
  readonly order: number
  readonly may?: May
  readonly isMain?: boolean
}

export type BoardParts = {
  readonly pages?: readonly WebPage[]
  readonly tiles?: readonly Tile[]
  /** Fills of named places on other pages: `{ 'me:sections': () => import('./my-points.tsx') }`. */
  readonly slots?: Readonly<Record<string, () => Loaded>>
}

/** An area as the switcher shows it. */
export type AreaChoice = {
  readonly code: string
  readonly name: string
  readonly level: 'district' | 'subdistrict' | 'community'
}

export type WebModule = {
  /** The contract's name. */
  readonly name: string
  readonly locales: WordsSource
  readonly boards: Partial<Record<BoardName, BoardParts>>
  /** How writes kept in the outbox are sent, by kind: `{ report: () => import('./send-report.ts') }`. */
  readonly senders?: Readonly<Record<string, () => Promise<{ readonly default: SendOut }>>>
  /** At most one module says which areas there are. */
  readonly areas?: () => Promise<{ readonly default: () => Promise<readonly AreaChoice[]> }>
}

/** Freezes a module's screens. */
export const defineWebModule = (module: WebModule): WebModule => Object.freeze(module)
