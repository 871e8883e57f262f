import { Component, type ReactNode } from 'react'
import { Banner, Button } from '../ui/index.ts'
import { useShellTexts } from './texts.ts'

interface State {
  incident: string | null
}

/** A broken screen says so in one sentence with a number to report; the rest of the house stands. */
export class ErrorBoundary extends Component<{ children: ReactNode; resetKey?: string }, State> {
  override state: State = { incident: null }

  static getDerivedStateFromError(): State {
    return {
      incident: Math.floor(Math.random() * 0xffffff)
        .toString(16)
        .padStart(6, '0')
        .toUpperCase(),
    }
  }

  override componentDidCatch(error: Error): void {
    console.error(`Incident ${this.state.incident}`, error)
  }

  override componentDidUpdate(previous: { resetKey?: string }): void {
    if (this.state.incident && previous.resetKey !== this.props.resetKey) this.setState({ incident: null })
  }

  override render(): ReactNode {
    if (!this.state.incident) return this.props.children
    return <Broken incident={this.state.incident} onReload={() => this.setState({ incident: null })} />
  }
}

function Broken(props: { incident: string; onReload: () => void }) {
  const t = useShellTexts()
  return (
    <div className="broken">
      <Banner
        tone="amber"
        alert
        title={t.brokenTitle}
        actions={<Button onClick={props.onReload}>{t.reload}</Button>}
      >
        {t.broken(props.incident)}
      </Banner>
    </div>
  )
}
