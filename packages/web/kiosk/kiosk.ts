/** 自助终端 A kiosk: a browser opened once with `?at=kiosk` stays one until `?at=home`; nobody's things stay behind on it. */
import { recall, remember } from '../storage.ts'

/** Seconds without a touch after which a person is forgotten; `?at=kiosk&idle=60` says another number. */
const usual = 120
const least = 30
const most = 900

/** For a browser that forbids storage: then it holds until the page is left. */
let here: number | null | undefined

/** Hears what the address says. Called once by each shell, before anything is drawn. */
export const hearKiosk = (search: string) => {
  const said = new URLSearchParams(search)
  if (said.get('at') === 'kiosk') {
    const asked = Number(said.get('idle') ?? usual)
    here = Number.isFinite(asked) ? Math.min(most, Math.max(least, Math.round(asked))) : usual
  } else if (said.get('at') === 'home') here = null
  else return
  remember('kiosk', here === null ? null : String(here))
}

/** After how many seconds a person who stopped touching it is forgotten; null where this is no kiosk. */
export const kioskSeconds = (): number | null => {
  if (here === undefined) {
    const kept = Number(recall('kiosk'))
    here = kept >= least ? kept : null
  }
  return here
}
export const isKiosk = () => kioskSeconds() !== null

/** The last seconds, in which somebody still there is asked. */
export const warnSeconds = 20

export type Patience = 'calm' | 'asking' | 'over'

/** How it stands with somebody who has not touched the screen for so long; nobody came yet: null. */
export const patienceAfter = (seconds: number | null, limit: number): Patience =>
  seconds === null || seconds < limit - warnSeconds ? 'calm' : seconds < limit ? 'asking' : 'over'
