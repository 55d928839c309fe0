/** Where a broken page stops: the rest of the board goes on, and the person can try again. */
import { Component, type ReactNode } from 'react'
import { Failed } from './phone/list.tsx'

type Props = { readonly children: ReactNode; readonly isSilent?: boolean; readonly resetOn?: string }
type State = { readonly thrown: unknown; readonly at: string | undefined }

/** As Chromium, Firefox and Safari say that a part of the page is not there any more. */
export const isOfOldRelease = (thrown: unknown) =>
  /dynamically imported module|importing a module script/i.test(String(thrown))

// React knows no other way to catch what a child throws than a class.
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { thrown: null, at: this.props.resetOn }

  static getDerivedStateFromError(thrown: unknown) {
    return { thrown: thrown ?? new Error('unknown') }
  }

  static getDerivedStateFromProps(props: Props, state: State): State | null {
    return props.resetOn === state.at ? null : { thrown: null, at: props.resetOn }
  }

  override componentDidCatch(thrown: unknown) {
    console.error(thrown)
    // After a new release old chunks are gone: one reload fetches the new ones. A part that is left out breaks no page.
    if (this.props.isSilent || !isOfOldRelease(thrown) || !navigator.onLine) return
    // Once a minute at most: what the reload does not mend stays on the screen and says so.
    if (Date.now() - Number(sessionStorage.getItem('liren.reloaded')) < 60_000) return
    sessionStorage.setItem('liren.reloaded', String(Date.now()))
    location.reload()
  }

  override render() {
    if (this.state.thrown === null) return this.props.children
    if (this.props.isSilent) return null
    return <Failed error={this.state.thrown} again={() => this.setState({ thrown: null })} />
  }
}
