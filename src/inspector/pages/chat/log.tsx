import { useRef, useState } from 'preact/hooks'
import { Button, Empty, Loading, Problem } from '../../components/basics.tsx'
import { link } from '../../route.ts'
import { Message } from './message.tsx'
import { BanLine, NoticeLine } from './notice.tsx'
import { Pinned } from './pinned.tsx'
import { type ChatMessage, type Line, useRoom } from './room.ts'

/** Further from the end than this, the log offers a way back to it. */
const NEAR_PIXELS = 40

/**
 * The lines of a chat. The browser keeps a column in reverse at its end, whatever comes or grows, unless the user has
 * scrolled up.
 */
export function Log({ channel, onReply }: { channel: string; onReply: (message: ChatMessage) => void }) {
  const { lines, pin, total, isCut, problem, older } = useRoom(channel)
  const log = useRef<HTMLDivElement>(null)
  const [isAtEnd, setAtEnd] = useState(true)
  const scrolled = () => setAtEnd(log.current!.scrollTop > -NEAR_PIXELS)
  if (!lines)
    return <div class="chat-room">{problem ? <Problem>{problem}</Problem> : <Loading lines={8} />}</div>
  return (
    <div class="chat-room">
      {pin && <Pinned pin={pin} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <div class="chat-log" ref={log} onScroll={scrolled} role="log" aria-label="Messages" tabIndex={0}>
        {lines.length === 0 && <Empty>Nobody has said anything yet.</Empty>}
        <Lines lines={lines} onReply={onReply} />
        {isCut && <Older channel={channel} total={total} show={older} />}
      </div>
      {!isAtEnd && (
        <span class="chat-newest">
          <Button onClick={() => log.current?.scrollTo({ top: 0 })}>Newest messages</Button>
        </span>
      )}
    </div>
  )
}

function Lines({ lines, onReply }: { lines: readonly Line[]; onReply: (message: ChatMessage) => void }) {
  const said = new Map(lines.flatMap((line) => ('message' in line ? [[line.key, line.message]] : [])))
  return (
    <ol>
      {lines.map((line) =>
        'message' in line ? (
          <Message
            key={line.key}
            message={line.message}
            parent={said.get(line.message.reply_parent_message_id ?? '')}
            onReply={onReply}
          />
        ) : 'notice' in line ? (
          <NoticeLine key={line.key} notice={line.notice} />
        ) : (
          <BanLine key={line.key} ban={line.ban} />
        ),
      )}
    </ol>
  )
}

/** More lines, as long as they can be shown here; then where all of them are. */
function Older({ channel, total, show }: { channel: string; total: number; show: (() => void) | undefined }) {
  return (
    <p class="chat-older">
      {show ? (
        <Button onClick={show}>Older messages</Button>
      ) : (
        <a href={`${link('data', 'chat_messages')}?broadcaster_id=${channel}`}>All {total} messages</a>
      )}
    </p>
  )
}
