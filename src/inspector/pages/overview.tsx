import { clock } from '../clock.ts'
import { Badge, Card, Empty, Page, Problem } from '../components/basics.tsx'
import { ClockNow } from '../components/clock-now.tsx'
import { Value } from '../components/code.tsx'
import { Person } from '../components/people.tsx'
import { Ago } from '../components/time.tsx'
import { type Fetched, useFetched } from '../fetched.ts'
import { link } from '../route.ts'
import { TokenMaker } from './overview/token-maker.tsx'

/** The directory of the server's URLs, as GET / answers it to scripts. */
export interface Directory {
  version: string
  urls: Readonly<Record<string, string>>
  client_id: string
  user: { id: string; login: string }
}

interface Rows<Row> {
  total: number
  data: Row[]
}

const places: readonly (readonly [name: string, url: string, instead: string])[] = [
  ['Helix', 'helix', 'instead of https://api.twitch.tv/helix'],
  ['Identity provider', 'identity_provider', 'instead of https://id.twitch.tv/oauth2'],
  ['EventSub', 'eventsub', 'instead of wss://eventsub.wss.twitch.tv/ws'],
  ['Chat', 'chat', 'instead of wss://irc-ws.chat.twitch.tv'],
  ['Units', 'units', 'generated data and test controls'],
  ['OpenAPI', 'openapi', 'every operation, described'],
]

/** The start page: the server's URLs, first steps, and present activity. */
export function Overview() {
  const directory = useFetched<Directory>('/', 'users', 'clients')
  const { data, problem, reload } = directory
  const health = useFetched<{ chat_port: number | null }>('/health').data
  return (
    <Page
      title={<>Overview {data && <Badge>{data.version}</Badge>}</>}
      lead="A Twitch of your own, on this machine. Point a program here instead of at Twitch, and watch what it does."
    >
      {problem && <Problem retry={reload}>{problem}</Problem>}
      <Counts />
      <div class="columns">
        <div class="stack">
          <Card title="Where">
            <dl class="places">
              {places.map(([name, url, instead]) => (
                <Place key={name} name={name} address={data?.urls[url]} instead={instead} />
              ))}
              {health?.chat_port && (
                <Place
                  name="Chat by TCP"
                  address={`${location.hostname}:${health.chat_port}`}
                  instead="instead of irc.chat.twitch.tv:6667"
                />
              )}
              <div>
                <dt>Client ID</dt>
                <dd>
                  <Value text={data?.client_id ?? '…'} label="the client ID" />
                  <span class="faint small">
                    its secret is under <a href={link('data', 'clients')}>clients</a>
                  </span>
                </dd>
              </div>
            </dl>
          </Card>
          <ClockCard />
          <Connected />
        </div>
        <Card
          title="A token in one click"
          lead="For a user, with the scopes that you choose, and a program that uses it."
        >
          {data && <TokenMaker directory={data} />}
        </Card>
      </div>
    </Page>
  )
}

function Place({ name, address, instead }: { name: string; address?: string; instead: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Value text={address ?? '…'} label={`the address of ${name}`} />
        <span class="faint small">{instead}</span>
      </dd>
    </div>
  )
}

const counted: readonly (readonly [unit: string, title: string, href: string])[] = [
  ['users', 'Users', link('users')],
  ['streams', 'Live channels', link('data', 'streams')],
  ['clients', 'Clients', link('data', 'clients')],
  ['tokens', 'Tokens', link('tokens')],
  ['polls', 'Polls', link('data', 'polls')],
  ['chat_messages', 'Chat messages', link('data', 'chat_messages')],
]

function Counts() {
  return (
    <ul class="counts" aria-label="How much there is">
      {counted.map(([unit, title, href]) => (
        <Count key={unit} unit={unit} title={title} href={href} />
      ))}
    </ul>
  )
}

function Count({ unit, title, href }: { unit: string; title: string; href: string }) {
  const { data } = useFetched<Rows<object>>(`/units/${unit}?first=1`, unit)
  return (
    <li>
      <a class="tile" href={href}>
        <strong>{data?.total.toLocaleString('en') ?? '–'}</strong>
        <span>{title}</span>
      </a>
    </li>
  )
}

function ClockCard() {
  const state = clock.value
  return (
    <Card title="Clock" actions={<a href={link('world')}>Move it</a>}>
      <ClockNow>
        {state?.next_timer_at && (
          <>
            ; something ends by itself <Ago at={state.next_timer_at} />
          </>
        )}
      </ClockNow>
    </Card>
  )
}

interface Session {
  id: string
  status?: string
  user_id?: string
  login?: string
  connected_at?: string
}

function Connected() {
  const sessions = useFetched<Rows<Session>>('/units/eventsub_sessions', 'eventsub_sessions')
  const chats = useFetched<Rows<Session>>('/units/irc_connections', 'irc_connections')
  const nobody = isEmpty(sessions) && isEmpty(chats)
  return (
    <Card title="Connected now" count={(sessions.data?.total ?? 0) + (chats.data?.total ?? 0)}>
      {nobody ? (
        <Empty>No program listens: EventSub over a WebSocket and chat show up here as they connect.</Empty>
      ) : (
        <ul class="rows">
          {sessions.data?.data.map(({ id, connected_at }) => (
            <li key={id}>
              <Badge tone="accent">EventSub</Badge> <code class="clip">{id}</code>
              {connected_at && <Ago at={connected_at} />}
            </li>
          ))}
          {chats.data?.data.map(({ id, user_id, connected_at }) => (
            <li key={id}>
              <Badge tone="accent">Chat</Badge> <Person id={user_id ?? ''} />
              {connected_at && <Ago at={connected_at} />}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

const isEmpty = ({ data }: Fetched<Rows<Session>>) => data?.total === 0
