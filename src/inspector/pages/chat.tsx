import { useState } from 'preact/hooks'
import { attempt, messageOf, send } from '../api.ts'
import { Button, Card, Empty, Loading, Page, Problem } from '../components/basics.tsx'
import { Dialog } from '../components/dialog.tsx'
import { SchemaForm } from '../components/fields.tsx'
import { Picker } from '../components/picker.tsx'
import { useFetched } from '../fetched.ts'
import { asBroadcaster } from '../helix.ts'
import { useUnits } from '../openapi.ts'
import { route, setQuery } from '../route.ts'
import { announce } from '../toasts.ts'
import { Log } from './chat/log.tsx'
import { Modes } from './chat/modes.tsx'
import type { ChatMessage } from './chat/room.ts'
import { Speaker } from './chat/speaker.tsx'

/** The chat of a channel, with controls to write as any user, and to moderate. */
export function Chat() {
  const live = useFetched<{ data: { user_id: string }[] }>('/units/streams?first=1', 'streams')
  const channel = route.value.query.get('channel') ?? live.data?.data[0]?.user_id ?? ''
  const isKnown = /^\d+$/.test(channel)
  return (
    <Page title="Chat" lead="A room as its viewers see it, whether they speak over IRC, by Helix, or here.">
      {live.problem && <Problem retry={live.reload}>{live.problem}</Problem>}
      <div class="chat">
        <Card title="Room" actions={<RoomActions channel={isKnown ? channel : undefined} />}>
          <div class="field">
            <label for="chat-channel">Channel</label>
            <Picker
              id="chat-channel"
              unit="users"
              value={channel}
              onChange={(id) => setQuery({ channel: id })}
            />
          </div>
          {isKnown && <Room key={channel} channel={channel} />}
          {!isKnown && (live.data ? <Empty>Choose a channel.</Empty> : <Loading lines={12} />)}
        </Card>
      </div>
    </Page>
  )
}

function Room({ channel }: { channel: string }) {
  const [answered, answer] = useState<ChatMessage>()
  return (
    <>
      <Modes channel={channel} />
      <Log channel={channel} onReply={answer} />
      <Speaker channel={channel} answered={answered} onDone={() => answer(undefined)} />
    </>
  )
}

function RoomActions({ channel }: { channel: string | undefined }) {
  const create = useUnits()?.get('chat_notices')?.create
  const [isNoticing, notice] = useState(false)
  return (
    <>
      <Button icon="plus" disabled={!create || !channel} onClick={() => notice(true)}>
        Say a notice
      </Button>
      <Button icon="trash" disabled={!channel} onClick={() => channel && clear(channel)}>
        Clear
      </Button>
      {isNoticing && create && (
        <Dialog title="Say a notice" onClose={() => notice(false)}>
          <SchemaForm
            schema={create.body}
            submit="Say a notice"
            initial={{ broadcaster_id: channel }}
            hidden={['broadcaster_id']}
            onSubmit={async (body) => {
              await send({ method: 'POST', path: '/units/chat_notices', body }, 'The notice was said')
              notice(false)
            }}
          />
        </Dialog>
      )}
    </>
  )
}

/** Clears a chat through Helix, as a moderator's program does. */
async function clear(channel: string): Promise<void> {
  try {
    const headers = await asBroadcaster(channel, ['moderator:manage:chat_messages'])
    const query = new URLSearchParams({ broadcaster_id: channel, moderator_id: channel })
    await attempt(
      { method: 'DELETE', path: `/mock/moderation/chat?${query}`, headers },
      'The chat was cleared',
    )
  } catch (error) {
    announce({ text: messageOf(error), isProblem: true })
  }
}
