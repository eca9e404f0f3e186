import { useState } from 'preact/hooks'
import { attempt } from '../../api.ts'
import { Badge, Button, Loading, Page, Problem } from '../../components/basics.tsx'
import { Value } from '../../components/code.tsx'
import { Avatar, type User } from '../../components/people.tsx'
import { Ago } from '../../components/time.tsx'
import { UpdateDialog } from '../../components/writes.tsx'
import { useFetched } from '../../fetched.ts'
import { type UnitDescription, useUnits } from '../../openapi.ts'
import { link } from '../../route.ts'
import { Belongings } from './belongings.tsx'

interface Stream {
  id: string
  title: string
  game_name: string
  viewer_count: number
  started_at: string
}

/** The page of a user's channel, with its rows of all units and their actions. */
export function Channel({ id }: { id: string }) {
  const path = `/units/users/${encodeURIComponent(id)}`
  const { data: user, problem } = useFetched<User>(path, 'users')
  const streams = useFetched<{ data: Stream[] }>(
    `/units/streams?user_id=${encodeURIComponent(id)}`,
    'streams',
  )
  const units = useUnits()
  const [isEditing, setEditing] = useState(false)
  const within = { title: 'Users and channels', href: link('users') }
  const users = units?.get('users')
  const stream = streams.data?.data[0]
  if (problem) return <Page title="Nobody" within={within} children={<Problem>{problem}</Problem>} />
  if (!user || !units) return <Page title="…" within={within} children={<Loading lines={8} />} />
  const ofChannel = [...units.values()].filter(({ create }) => create?.body.properties?.broadcaster_id)
  return (
    <Page
      within={within}
      title={
        <span class="channel-name">
          <Avatar name={user.display_name} id={id} /> {user.display_name}
          {stream && <Badge tone="live">live</Badge>}
          {user.broadcaster_type && <Badge tone="accent">{user.broadcaster_type}</Badge>}
          {user.type && <Badge>{user.type}</Badge>}
        </span>
      }
      lead={user.description || undefined}
      actions={
        <>
          <Button icon="edit" onClick={() => setEditing(true)} disabled={!users?.update}>
            Change
          </Button>
          <OnAir id={id} stream={stream} />
        </>
      }
    >
      <dl class="facts">
        <Fact name="ID">
          <Value text={id} label="the ID" />
        </Fact>
        <Fact name="Login">
          <Value text={user.login} label="the login" />
        </Fact>
        <Fact name="Email">{user.email}</Fact>
        <Fact name="Since">
          <Ago at={user.created_at} />
        </Fact>
        {stream && (
          <Fact name="On air">
            <span>
              {stream.title}; {stream.viewer_count} viewers, since <Ago at={stream.started_at} />
            </span>
          </Fact>
        )}
      </dl>
      <div class="belongings">
        {ordered(ofChannel).map((unit) => (
          <Belongings
            key={unit.name}
            unit={unit}
            id={id}
            within={ofChannel.filter(({ name }) => madeWithin[name] === unit.name)}
          />
        ))}
      </div>
      {isEditing && users && <UpdateDialog unit={users} row={user} onClose={() => setEditing(false)} />}
    </Page>
  )
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children || <span class="faint">–</span>}</dd>
    </div>
  )
}

/** Units whose rows are parts of another unit's rows, and listed with them. */
const madeWithin: Readonly<Record<string, string>> = {
  poll_votes: 'polls',
  prediction_stakes: 'predictions',
  charity_donations: 'charity_campaigns',
}

/** The units to list first; the others follow in their order. */
const first = [
  'polls',
  'predictions',
  'hype_trains',
  'goals',
  'rewards',
  'redemptions',
  'schedule_segments',
  'chat_messages',
  'follows',
]

function ordered(units: readonly UnitDescription[]): UnitDescription[] {
  const place = ({ name }: UnitDescription) => (first.includes(name) ? first.indexOf(name) : first.length)
  return units.filter(({ name }) => !madeWithin[name]).toSorted((one, other) => place(one) - place(other))
}

function OnAir({ id, stream }: { id: string; stream: Stream | undefined }) {
  const live = { method: 'POST', path: '/units/streams', body: { user_id: id } } as const
  const over = { method: 'DELETE', path: `/units/streams/${stream?.id}` } as const
  return stream ? (
    <Button icon="pause" onClick={() => attempt(over, 'The channel is off air')}>
      Go off air
    </Button>
  ) : (
    <Button kind="primary" icon="play" onClick={() => attempt(live, 'The channel is live')}>
      Go live
    </Button>
  )
}
