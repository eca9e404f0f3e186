import { attempt } from '../../api.ts'
import { useFetched } from '../../fetched.ts'

type Settings = Readonly<Record<string, boolean | number | string | null>>

/** A mode with its value, if it has one. */
interface Mode {
  name: string
  text: string
  value?: { name: string; choices: readonly (readonly [value: number, text: string])[] }
}

const seconds = (...choices: number[]) => choices.map((value) => [value, `${value} s`] as const)

const modes: readonly Mode[] = [
  { name: 'emote_mode', text: 'Emotes only' },
  {
    name: 'follower_mode',
    text: 'Followers only',
    value: {
      name: 'follower_mode_duration',
      choices: [
        [0, 'any'],
        [10, '10 min'],
        [60, '1 hour'],
        [1440, '1 day'],
        [10_080, '1 week'],
      ],
    },
  },
  { name: 'subscriber_mode', text: 'Subscribers only' },
  {
    name: 'slow_mode',
    text: 'Slow',
    value: { name: 'slow_mode_wait_time', choices: seconds(3, 5, 10, 30, 60, 120) },
  },
  { name: 'unique_chat_mode', text: 'Unique messages' },
  {
    name: 'non_moderator_chat_delay',
    text: 'Delay',
    value: { name: 'non_moderator_chat_delay_duration', choices: seconds(2, 4, 6) },
  },
]

/** The modes of a chat, each with a switch. */
export function Modes({ channel }: { channel: string }) {
  const path = `/units/chat_settings/${channel}`
  const { data = {} } = useFetched<Settings>(path, 'chat_settings')
  const change = (body: Settings) =>
    attempt({ method: 'PATCH', path, body }, 'The modes of the chat were changed')
  return (
    <fieldset class="chat-modes">
      <legend class="hidden">Modes of the chat</legend>
      {modes.map((mode) => (
        <OneMode key={mode.name} mode={mode} settings={data} change={change} />
      ))}
    </fieldset>
  )
}

function OneMode(props: { mode: Mode; settings: Settings; change: (body: Settings) => unknown }) {
  const { mode, settings, change } = props
  const { name, text, value } = mode
  const isOn = settings[name] === true
  const now = value && Number(settings[value.name])
  const [[usual] = [0]] = value?.choices ?? []
  return (
    <span class={`chat-mode ${isOn ? 'on' : ''}`}>
      <label>
        <input
          type="checkbox"
          checked={isOn}
          onChange={() => change({ [name]: !isOn, ...(value && !isOn && { [value.name]: usual }) })}
        />
        {text}
      </label>
      {value && isOn && (
        <select
          aria-label={`${text}: for how long`}
          value={now}
          onChange={({ currentTarget }) =>
            change({ [name]: true, [value.name]: Number(currentTarget.value) })
          }
        >
          {value.choices.every(([choice]) => choice !== now) && <option value={now}>{now}</option>}
          {value.choices.map(([choice, words]) => (
            <option key={choice} value={choice}>
              {words}
            </option>
          ))}
        </select>
      )}
    </span>
  )
}
