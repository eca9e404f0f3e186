import { Badge } from '../../components/basics.tsx'

/** A status in the tone of its class. */
export function Status({ status }: { status: number }) {
  return <Badge tone={status < 400 ? 'good' : status < 500 ? 'warn' : 'bad'}>{status}</Badge>
}
