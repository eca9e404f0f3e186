import { Page } from '../components/basics.tsx'
import { ClockControls } from './world/clock.tsx'
import { Faults } from './world/faults.tsx'
import { Reset, Snapshots } from './world/snapshots.tsx'

/** The controls of the whole mock: the clock, resets and snapshots, and faults. */
export function World() {
  return (
    <Page
      title="World"
      lead="The clock of this Twitch, its whole state, and what is to go wrong. Every button is one request to /units."
    >
      <div class="columns">
        <div class="stack">
          <ClockControls />
          <Reset />
          <Snapshots />
        </div>
        <Faults />
      </div>
    </Page>
  )
}
