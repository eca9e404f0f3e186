import { Badge } from '../../components/basics.tsx'

/** A status, by how good it is. */
export function Status({ status }: { status: number }) {
  return <Badge tone={status < 400 ? 'good' : status < 500 ? 'warn' : 'bad'}>{status}</Badge>
}
