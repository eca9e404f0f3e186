import { useEffect, useRef, useState } from 'preact/hooks'
import { Button, Empty, Problem } from '../../components/basics.tsx'
import { link } from '../../route.ts'
import { Message } from './message.tsx'
import { BanLine, NoticeLine } from './notice.tsx'
import { Pinned } from './pinned.tsx'
import { type ChatMessage, useRoom } from './room.ts'

/** The distance from the end within which the log scrolls to new lines by itself. */
const NEAR_PIXELS = 40

/** The lines of a chat; it scrolls to the newest line, unless the user has scrolled up. */
export function Log({ channel, onReply }: { channel: string; onReply: (message: ChatMessage) => void }) {
  const { lines, total, problem, older } = useRoom(channel)
  const log = useRef<HTMLDivElement>(null)
  const [isFollowing, follow] = useState(true)
  const last = lines.at(-1)?.key
  const toEnd = () => log.current?.scrollTo({ top: log.current.scrollHeight })
  useEffect(() => {
    if (isFollowing) toEnd()
  }, [last, isFollowing])
  const scrolled = () => {
    const { scrollHeight, scrollTop, clientHeight } = log.current!
    follow(scrollHeight - scrollTop - clientHeight < NEAR_PIXELS)
  }
  const said = new Map(lines.flatMap((line) => ('message' in line ? [[line.key, line.message]] : [])))
  return (
    <div class="chat-room">
      {problem && <Problem>{problem}</Problem>}
      <Pinned channel={channel} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <div class="chat-log" ref={log} onScroll={scrolled} role="log" aria-label="Messages" tabIndex={0}>
        {lines.length === 0 && <Empty>Nobody has said anything yet.</Empty>}
        {older ? (
          <p class="chat-older">
            <Button onClick={older}>Older messages</Button>
          </p>
        ) : (
          total > said.size && (
            <p class="chat-older">
              <a href={`${link('data', 'chat_messages')}?broadcaster_id=${channel}`}>All {total} messages</a>
            </p>
          )
        )}
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
      </div>
      {!isFollowing && (
        <span class="chat-newest">
          <Button onClick={() => follow(true)}>Newest messages</Button>
        </span>
      )}
    </div>
  )
}
