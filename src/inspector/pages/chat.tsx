import { useState } from 'preact/hooks'
import { Card, Empty, Page, Problem } from '../components/basics.tsx'
import { Picker } from '../components/picker.tsx'
import { useFetched } from '../fetched.ts'
import { route, setQuery } from '../route.ts'
import { Log } from './chat/log.tsx'
import type { ChatMessage } from './chat/message.tsx'
import { Speaker } from './chat/speaker.tsx'

/** A room as a viewer sees it; speak as anybody, and moderate. */
export function Chat() {
  const live = useFetched<{ data: { user_id: string }[] }>('/units/streams?first=1', 'streams')
  const channel = route.value.query.get('channel') ?? live.data?.data[0]?.user_id ?? ''
  const [answered, answer] = useState<ChatMessage>()
  return (
    <Page title="Chat" lead="A room as its viewers see it, whether they speak over IRC, by Helix, or here.">
      {live.problem && <Problem retry={live.reload}>{live.problem}</Problem>}
      <div class="chat">
        <Card title="Room">
          <div class="field">
            <label for="chat-channel">Channel</label>
            <Picker
              id="chat-channel"
              unit="users"
              value={channel}
              onChange={(id) => setQuery({ channel: id })}
            />
          </div>
          {/^\d+$/.test(channel) ? (
            <>
              <Log key={channel} channel={channel} onReply={answer} />
              <Speaker channel={channel} answered={answered} onDone={() => answer(undefined)} />
            </>
          ) : (
            <Empty>Choose a channel.</Empty>
          )}
        </Card>
      </div>
    </Page>
  )
}
