/** Floor 2, the browser host: everything a module's screens may use. Desk parts are in `@liren/web/desk`, charts in `@liren/web/charts`. */
export { useArea } from './area.ts'
export { cache, keyOf, refresh, useAsk } from './ask.ts'
export { type Cell, cell, useCell } from './cell.ts'
export { classes } from './classes.ts'
export { ask, askUrl, fieldErrors, online, patientFetch, problemOf } from './client.ts'
export { ErrorBoundary } from './error-boundary.tsx'
export { Icon, type IconName } from './icon.tsx'
export { isKiosk } from './kiosk/kiosk.ts'
export { type News, useLive } from './live.ts'
export { type Locale, useLook } from './look.ts'
export {
  type AreaChoice,
  type BoardName,
  type BoardParts,
  defineWebModule,
  type Tile,
  type WebModule,
  type WebPage,
} from './module.ts'
export { type Send, type SendOut, type Step, useOutbox } from './outbox.ts'
export { useOwnArea } from './own-area.ts'
export { Forbidden, NotFound, useSignInLink } from './pages.tsx'
export { AsOf } from './phone/as-of.tsx'
export { Button, ButtonLink } from './phone/button.tsx'
export { Door, DoorsComing } from './phone/door.tsx'
export { type Choice, Field, FieldFrame, SelectField, Switch, TextField } from './phone/field.tsx'
export { Chip, Empty, Failed, List, Row, Skeleton } from './phone/list.tsx'
export { Facts, Page, Section, usePageTitle } from './phone/page.tsx'
export { type Happening, Notice, Rating, Segments, Stepper, Timeline } from './phone/parts.tsx'
export { ReadAloud } from './phone/read-aloud.tsx'
export { Confirm, Sheet } from './phone/sheet.tsx'
export { VoiceButton } from './phone/voice-button.tsx'
export { type ProofAsked, useProof } from './proof.tsx'
export { useRegistry } from './registry.ts'
export { Link, useBack, useFilters, useGo, usePath } from './route.tsx'
export { type Facts as WordFacts, fillIn } from './say.ts'
export { discard, sendSoon, tryAgain } from './sending.ts'
export { type Grant, guest, refreshSession, type Session, useMay, useSession, useSessionState } from './session.ts'
export { useShellFacts } from './shell-facts.ts'
export { Slot } from './slot.tsx'
export { dueTone, fromNow, todayOn, useTimes, whenSaid } from './times.ts'
export { explain, toast, toastProblem } from './toast.tsx'
export { arrival, useArrivals } from './use-arrivals.ts'
export { draftOf, keepDraft, useDraft } from './use-draft.ts'
export { useFreshIds } from './use-fresh-ids.ts'
export { usePages } from './use-pages.ts'
export { useSend } from './use-send.ts'
export { loadWords, type Say, useWords } from './words.ts'
