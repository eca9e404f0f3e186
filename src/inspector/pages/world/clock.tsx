import { useState } from 'preact/hooks'
import { attempt } from '../../api.ts'
import { clock } from '../../clock.ts'
import { Button, Card } from '../../components/basics.tsx'
import { ClockNow } from '../../components/clock-now.tsx'
import { Ago } from '../../components/time.tsx'

const steps = ['10s', '1m', '5m', '1h', '1d'] as const

const move = (body: object, done: string) => attempt({ method: 'POST', path: '/units/clock', body }, done)

/** The controls of the clock. */
export function ClockControls() {
  const [distance, setDistance] = useState('')
  const [moment, setMoment] = useState('')
  const state = clock.value
  return (
    <Card
      title="Clock"
      lead="Polls, predictions, timeouts, tokens and retries go by it: what becomes due on the way happens in order."
      actions={
        state && (
          <Button
            icon={state.frozen ? 'play' : 'pause'}
            onClick={() =>
              move({ freeze: !state.frozen }, state.frozen ? 'The clock goes on' : 'The clock stands still')
            }
          >
            {state.frozen ? 'Let it go on' : 'Freeze'}
          </Button>
        )
      }
    >
      <div class="stack">
        <ClockNow>
          {state?.next_timer_at ? (
            <>
              . Next, something happens by itself <Ago at={state.next_timer_at} />.
            </>
          ) : (
            '. Nothing is about to happen by itself.'
          )}
        </ClockNow>
        <fieldset class="toolbar" aria-label="Advance the clock">
          {steps.map((step) => (
            <Button key={step} onClick={() => move({ advance: step }, `The clock moved on by ${step}`)}>
              +{step}
            </Button>
          ))}
          {state?.next_timer_at && (
            <Button onClick={() => move({ now: state.next_timer_at }, 'The clock moved to what is next')}>
              To what is next
            </Button>
          )}
        </fieldset>
        <div class="stack">
          <form
            class="inline-form"
            onSubmit={(event) => {
              event.preventDefault()
              void move({ advance: distance }, `The clock moved on by ${distance}`)
            }}
          >
            <div class="field">
              <label for="advance">Advance by</label>
              <input
                id="advance"
                required
                placeholder="1h30m"
                value={distance}
                onInput={({ currentTarget }) => setDistance(currentTarget.value)}
              />
            </div>
            <Button type="submit">Advance</Button>
          </form>
          <form
            class="inline-form"
            onSubmit={(event) => {
              event.preventDefault()
              void move({ now: new Date(`${moment}Z`).toISOString() }, 'The clock was set')
            }}
          >
            <div class="field">
              <label for="moment">Set to (UTC)</label>
              <input
                id="moment"
                type="datetime-local"
                required
                value={moment}
                onInput={({ currentTarget }) => setMoment(currentTarget.value)}
              />
            </div>
            <Button type="submit">Set</Button>
          </form>
        </div>
      </div>
    </Card>
  )
}
