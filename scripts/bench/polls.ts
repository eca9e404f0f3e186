import type { Load } from './load.ts'

/** Requests that begin polls in a channel: each is ended before the next one may begin. */
export function pollRequests(broadcaster_id: string): Load['request'] {
  const choices = [{ title: 'Heads' }, { title: 'Tails' }]
  const poll = { broadcaster_id, title: 'Heads or tails?', choices, duration: 1800 }
  const path = '/mock/polls'
  return (_, answer) => {
    if (!answer) return { path: `${path}?broadcaster_id=${broadcaster_id}` }
    const { data } = JSON.parse(answer) as { data: { id: string; status: string }[] }
    const running = data.find(({ status }) => status === 'ACTIVE')
    if (!running) return { method: 'POST', path, body: poll }
    return { method: 'PATCH', path, body: { broadcaster_id, id: running.id, status: 'ARCHIVED' } }
  }
}
