import type { Listing } from '../../engine/page.ts'
import { rowReader } from '../../engine/rows.ts'
import type { Store } from '../../engine/store.ts'
import type { ChannelTeam, Team } from './schema.ts'

/** The tables of teams. */
export const tables = `
  CREATE TABLE IF NOT EXISTS teams (
    id TEXT PRIMARY KEY, team_name TEXT NOT NULL UNIQUE, team_display_name TEXT NOT NULL, info TEXT NOT NULL,
    background_image_url TEXT, banner TEXT, thumbnail_url TEXT NOT NULL, created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS team_members (
    team_id TEXT NOT NULL REFERENCES teams, user_id TEXT NOT NULL REFERENCES users, PRIMARY KEY (team_id, user_id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS team_members_user ON team_members (user_id);`

const columns = `teams.background_image_url, teams.banner, teams.created_at, teams.updated_at, teams.info,
  teams.thumbnail_url, teams.team_name, teams.team_display_name, teams.id`

/** The members in the order in which they joined. */
const users = `(
  SELECT json_group_array(json_object('user_id', id, 'user_name', display_name, 'user_login', login)) FROM (
    SELECT users.id, display_name, login FROM team_members JOIN users ON users.id = user_id
    WHERE team_id = teams.id ORDER BY team_members.rowid
  )
) AS users`
const select = `SELECT ${users}, ${columns} FROM teams`

const readTeam = rowReader<Team>({ json: ['users'] })

/** The teams as /units lists them. */
export const teamUnits: Listing<Team> = {
  sql: `SELECT teams.rowid AS _row, ${users}, ${columns} FROM teams`,
  key: ['_row'],
  read: readTeam,
}

/** The team without its members. */
export type TeamRow = Omit<Team, 'users'>

/** The team with an ID or a name; names are stored in lower case, since they are case-insensitive. */
export function findTeam(store: Store, { id, name }: { id?: string; name?: string }): Team | undefined {
  const row =
    id === undefined
      ? store.get(`${select} WHERE team_name = lower($name)`, { name })
      : store.get(`${select} WHERE teams.id = $id`, { id })
  return row && readTeam(row)
}

/** The teams of a broadcaster, in the order of joining. */
export function listTeamsOf(store: Store, broadcaster_id: string): ChannelTeam[] {
  const sql = `
    SELECT user_id AS broadcaster_id, display_name AS broadcaster_name, login AS broadcaster_login, ${columns}
    FROM team_members JOIN teams ON teams.id = team_id JOIN users ON users.id = user_id
    WHERE user_id = $broadcaster_id ORDER BY team_members.rowid`
  return store.all(sql, { broadcaster_id })
}

/** Inserts a team. */
export function insertTeam(store: Store, team: TeamRow): void {
  store.insert('teams', { ...team })
}

/** Inserts a member of a team. */
export function insertTeamMember(store: Store, team_id: string, user_id: string): void {
  store.insert('team_members', { team_id, user_id })
}
