import { useEffect, useRef, useState } from 'preact/hooks'
import { Button, Empty } from '../../components/basics.tsx'
import { type ChatMessage, Message } from './message.tsx'
import { useBadges, useMessages } from './room.ts'

/** This near to its end, a log goes on by itself. */
const NEAR_PIXELS = 40

/** What is said in a room; it follows the newest line until somebody scrolls up. */
export function Log({ channel, onReply }: { channel: string; onReply: (message: ChatMessage) => void }) {
  const messages = useMessages(channel)
  const badgesOf = useBadges(channel)
  const log = useRef<HTMLDivElement>(null)
  const [isFollowing, follow] = useState(true)
  const last = messages.at(-1)?.id
  const toEnd = () => log.current?.scrollTo({ top: log.current.scrollHeight })
  useEffect(() => {
    if (isFollowing) toEnd()
  }, [last, isFollowing])
  const scrolled = () => {
    const { scrollHeight, scrollTop, clientHeight } = log.current!
    follow(scrollHeight - scrollTop - clientHeight < NEAR_PIXELS)
  }
  return (
    <div class="chat-room">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <div class="chat-log" ref={log} onScroll={scrolled} role="log" aria-label="Messages" tabIndex={0}>
        {messages.length === 0 && <Empty>Nobody has said anything yet.</Empty>}
        <ol>
          {messages.map((message) => (
            <Message
              key={message.id}
              message={message}
              parent={messages.find(({ id }) => id === message.reply_parent_message_id)}
              badges={badgesOf(message.user_id)}
              onReply={onReply}
            />
          ))}
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
