import { render } from 'preact'
import { followClock } from './clock.ts'
import { connect } from './live.ts'
import { Shell } from './shell.tsx'
import { applyTheme } from './theme.ts'

applyTheme()
followClock()
render(<Shell />, document.getElementById('app')!)
connect()
