import { Database } from 'bun:sqlite'

/** What must hold in every database, each as a query for the rows that break it. */
const invariants: Record<string, string> = {
  'every user has a channel': 'SELECT id FROM users WHERE id NOT IN (SELECT broadcaster_id FROM channels)',
  'an active poll has a timer': `
    SELECT id FROM polls WHERE status = 'ACTIVE'
    AND id NOT IN (SELECT subject FROM timers WHERE name = 'poll.end')`,
  'an active prediction has a timer': `
    SELECT id FROM predictions WHERE status = 'ACTIVE'
    AND id NOT IN (SELECT subject FROM timers WHERE name = 'prediction.lock')`,
  'subscribers are counted': `
    SELECT broadcaster_id FROM subscription_totals AS totals
    WHERE total <> (SELECT count(*) FROM subscriptions WHERE broadcaster_id = totals.broadcaster_id)`,
  'JSON is whole': 'SELECT id FROM polls WHERE NOT json_valid(choices)',
}

/** What is wrong with a database file; nothing if all is well. */
export function damageOf(path: string): string[] {
  const db = new Database(path)
  try {
    const found: string[] = []
    const integrity = JSON.stringify(db.query('PRAGMA integrity_check').all())
    if (integrity !== '[{"integrity_check":"ok"}]') found.push(`integrity_check: ${integrity}`)
    const keys = db.query('PRAGMA foreign_key_check').all()
    if (keys.length > 0) found.push(`foreign_key_check: ${JSON.stringify(keys[0])}`)
    for (const [name, sql] of Object.entries(invariants)) {
      const rows = db.query(sql).all()
      if (rows.length > 0) found.push(`${name}: not so for ${JSON.stringify(rows[0])}`)
    }
    return found
  } finally {
    db.close()
  }
}
