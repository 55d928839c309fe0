/** Where a broken page stops: the rest of the board goes on, and the person can try again. */
import { Component, type ReactNode } from 'react'
import { Failed } from './phone/list.tsx'

type Props = { readonly children: ReactNode; readonly isSilent?: boolean; readonly resetOn?: string }
type State = { readonly thrown: unknown; readonly at: string | undefined }

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
    // After a new release old chunks are gone: one reload fetches the new ones.
    const isStale = String(thrown).includes('dynamically imported module') && navigator.onLine
    if (isStale && !sessionStorage.getItem('liren.reloaded')) {
      sessionStorage.setItem('liren.reloaded', 'yes')
      location.reload()
    }
  }

  override render() {
    if (this.state.thrown === null) return this.props.children
    if (this.props.isSilent) return null
    return <Failed error={this.state.thrown} again={() => this.setState({ thrown: null })} />
  }
}
