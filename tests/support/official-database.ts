import { Database, type SQLQueryBindings } from 'bun:sqlite'

type Value = SQLQueryBindings

/** The tables of the official CLI at version 7 of its schema: columns by the words that say what they take. */
const schema: Record<string, string> = {
  events:
    'id text not null primary key, event text, json text, from_user text, to_user text, transport text, timestamp text',
  categories: 'id text not null primary key, category_name text not null, igdb_id text not null',
  users: `id text not null primary key, user_login text not null, display_name text not null, email text not null,
    user_type text, broadcaster_type text, user_description text, created_at text not null, category_id text,
    modified_at text, stream_language text not null default 'en', title text not null default '',
    delay int not null default 0, chat_color text not null default '#9146FF',
    branded_content boolean not null default false, content_labels text not null default ''`,
  ...pairTables(['follows', 'blocks', 'moderators', 'editors', 'vips'], 'created_at text not null'),
  ...pairTables(['bans'], 'created_at text not null, expires_at text'),
  ban_events:
    'id text not null primary key, event_timestamp text, event_type text, broadcaster_id text, user_id text',
  moderator_actions:
    'id text not null primary key, event_timestamp text, event_type text, broadcaster_id text',
  channel_points_rewards: `id text not null primary key, broadcaster_id text not null, reward_image text,
    background_color text, is_enabled boolean, cost int, title text not null, reward_prompt text,
    is_user_input_required boolean, stream_max_enabled boolean, stream_max_count int, stream_user_max_enabled boolean,
    stream_user_max_count int, global_cooldown_enabled boolean, global_cooldown_seconds int, is_paused boolean,
    is_in_stock boolean, should_redemptions_skip_queue boolean, redemptions_redeemed_current_stream int,
    cooldown_expires_at text`,
  channel_points_redemptions: `id text not null primary key, reward_id text not null, broadcaster_id text not null,
    user_id text not null, user_input text, redemption_status text not null, redeemed_at text`,
  streams: `id text not null primary key, broadcaster_id text not null, stream_type text not null default 'live',
    viewer_count int not null, started_at text not null, is_mature boolean not null default false`,
  tags: 'id text not null primary key, is_auto boolean not null default false, tag_name text not null',
  teams: `id text not null primary key, background_image_url text, banner text, created_at text not null,
    updated_at text, info text, thumbnail_url text, team_name text, team_display_name text`,
  team_members: 'team_id text not null, user_id text not null, primary key (team_id, user_id)',
  videos: `id text not null primary key, stream_id text, broadcaster_id text not null, title text not null,
    video_description text not null, created_at text not null, published_at text, viewable text not null,
    view_count int not null default 0, duration text not null, video_language text not null default 'en',
    category_id text, type text default 'archive'`,
  stream_markers: `id text not null primary key, video_id text not null, position_seconds int not null,
    created_at text not null, description text not null, broadcaster_id text not null`,
  video_muted_segments:
    'video_id text not null, video_offset int not null, duration int not null, primary key (video_id, video_offset)',
  subscriptions: `broadcaster_id text not null, user_id text not null, is_gift boolean not null default false,
    gifter_id text, tier text not null default '1000', created_at text not null,
    primary key (broadcaster_id, user_id)`,
  drops_entitlements: `id text not null primary key, benefit_id text not null, timestamp text not null,
    user_id text not null, game_id text not null, status text not null default 'CLAIMED', last_updated text`,
  clients:
    'id text not null primary key, secret text not null, is_extension boolean default false, name text not null',
  authorizations: `id integer not null primary key autoincrement, client_id text not null, user_id text,
    token text not null unique, expires_at text not null, scopes text`,
  polls: `id text not null primary key, broadcaster_id text not null, title text not null,
    bits_voting_enabled boolean default false, bits_per_vote int default 10,
    channel_points_voting_enabled boolean default false, channel_points_per_vote int default 10,
    status text not null, duration int not null, started_at text not null, ended_at text`,
  poll_choices: `id text not null primary key, title text not null, votes int not null default 0,
    channel_points_votes int not null default 0, bits_votes int not null default 0, poll_id text not null`,
  predictions: `id text not null primary key, broadcaster_id text not null, title text not null,
    winning_outcome_id text, prediction_window int, status text not null, created_at text not null, ended_at text,
    locked_at text`,
  prediction_outcomes: `id text not null primary key, title text not null, users int not null default 0,
    channel_points int not null default 0, color text not null, prediction_id text not null`,
  prediction_predictions: `prediction_id text not null, user_id text not null, amount int not null,
    outcome_id text not null, primary key (prediction_id, user_id)`,
  clips: `id text not null primary key, broadcaster_id text not null, creator_id text not null,
    video_id text not null, game_id text not null, title text not null, view_count int default 0,
    created_at text not null, duration real not null, vod_offset int default 0`,
  stream_schedule: `id text not null primary key, broadcaster_id text not null, starttime text not null,
    endtime text not null, is_vacation boolean not null default false, is_recurring boolean not null default false,
    is_canceled boolean not null default false, title text, category_id text`,
  chat_settings: `broadcaster_id text not null primary key, slow_mode boolean not null default 0,
    slow_mode_wait_time int not null default 10, follower_mode boolean not null default 0,
    follower_mode_duration int not null default 60, subscriber_mode boolean not null default 0,
    emote_mode boolean not null default 0, unique_chat_mode boolean not null default 0,
    non_moderator_chat_delay boolean not null default 0, non_moderator_chat_delay_duration int not null default 10,
    shieldmode_is_active boolean not null default 0, shieldmode_moderator_id text not null default '',
    shieldmode_moderator_login text not null default '', shieldmode_moderator_name text not null default '',
    shieldmode_last_activated text not null default ''`,
}

function pairTables(names: readonly string[], more: string): Record<string, string> {
  const columns = `broadcaster_id text not null, user_id text not null, ${more}`
  return Object.fromEntries(names.map((name) => [name, `${columns}, primary key (broadcaster_id, user_id)`]))
}

/** A database as the official CLI makes one. */
export class OfficialDatabase {
  readonly db: Database
  #serial = 0

  constructor(readonly path: string) {
    this.db = new Database(path, { create: true })
    for (const [table, columns] of Object.entries(schema)) this.db.run(`CREATE TABLE ${table} (${columns})`)
    this.db.run('PRAGMA user_version = 7')
  }

  insert(table: string, row: Record<string, Value>): void {
    const names = Object.keys(row)
    const places = names.map(() => '?').join(', ')
    this.db.query(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places})`).run(...Object.values(row))
  }

  close(): void {
    this.db.close()
  }

  /** The rows that its generator makes for so many users: everybody in everything, where it draws lots. */
  generate(count: number, at = '2026-01-01T12:00:00Z'): this {
    this.db.run('BEGIN')
    this.#ground(at)
    const users = Array.from({ length: count }, (_, n) => String(1000 + n))
    for (const [n, id] of users.entries()) this.#user(id, ['partner', 'affiliate', ''][n % 3]!, at)
    for (const [n, id] of users.entries()) this.#channel(id, n % 3 < 2, users, at)
    this.db.run('COMMIT')
    return this
  }

  #ground(at: string): void {
    const names = [
      'Just Chatting',
      'Just Developing',
      'Just Making a CLI',
      'Science & Technology',
      'Development Test',
    ]
    for (const [n, category_name] of names.entries())
      this.insert('categories', { id: String(70_001 + n), category_name, igdb_id: String(n) })
    for (const tag_name of ['Happy', 'Fake tag!']) this.insert('tags', { id: this.#id(), tag_name })
    const urls = { background_image_url: null, banner: null, info: '', thumbnail_url: '' }
    const names_ = { team_name: 'clidev', team_display_name: 'CLI Developers' }
    this.insert('teams', { id: '5358', ...urls, ...names_, created_at: at, updated_at: at })
    this.insert('clients', { id: 'client-of-the-cli', secret: 'secret-of-the-cli', name: 'Mock API Client' })
    const token = { client_id: 'client-of-the-cli', expires_at: '2026-02-01T12:00:00Z' }
    this.insert('authorizations', { ...token, user_id: null, token: 'apptoken1234567', scopes: '' })
    const scopes = 'channel:read:polls user:read:email'
    this.insert('authorizations', { ...token, user_id: '1000', token: 'usertoken123456', scopes })
  }

  #user(id: string, broadcaster_type: string, at: string): void {
    this.insert('users', {
      id,
      user_login: `login${id}`,
      display_name: `Login${id}`,
      email: `Login${id}@testing.mocks`,
      user_type: '',
      broadcaster_type,
      user_description: '',
      created_at: at,
      category_id: '70001',
      modified_at: at,
      title: 'Sample stream!',
    })
    this.insert('chat_settings', { broadcaster_id: id })
  }

  #channel(broadcaster_id: string, hasPoints: boolean, users: readonly string[], at: string): void {
    const own = { broadcaster_id, created_at: at }
    const [reward, poll, prediction, video] = [this.#id(), this.#id(), this.#id(), this.#id()]
    if (hasPoints) {
      const title = `Fake reward for ${broadcaster_id}`
      const look = { background_color: '#9146FF', is_enabled: 1, reward_prompt: '' }
      this.insert('channel_points_rewards', { id: reward, broadcaster_id, title, cost: 1, ...look })
    }
    const drop = { user_id: broadcaster_id, game_id: '70005', benefit_id: 'benefit' }
    this.insert('drops_entitlements', { id: this.#id(), ...drop, timestamp: at, last_updated: at })
    const status = 'ACTIVE'
    this.insert('polls', {
      id: poll,
      broadcaster_id,
      title: 'Test title',
      status,
      duration: 300,
      started_at: at,
    })
    const choices = [1, 2].map((n) => ({ id: this.#id(), title: `Choice ${n}`, votes: n, poll_id: poll }))
    for (const choice of choices) this.insert('poll_choices', choice)
    const asked = { title: 'Test Prediction', prediction_window: 1000, status }
    this.insert('predictions', { id: prediction, ...asked, ...own })
    const outcomes = ['BLUE', 'PINK', 'BLUE'].map((color, n) => ({
      id: this.#id(),
      title: `Choice${n + 1}`,
      color,
    }))
    for (const outcome of outcomes)
      this.insert('prediction_outcomes', { ...outcome, prediction_id: prediction })
    for (let week = 1; week <= 52; week++) {
      const time = new Date(Date.parse(at) + week * 7 * 86_400_000).toISOString()
      const planned = {
        starttime: time,
        endtime: time,
        is_recurring: 1,
        title: 'Test Title',
        category_id: '70005',
      }
      this.insert('stream_schedule', { id: `${broadcaster_id}week${week}`, broadcaster_id, ...planned })
    }
    this.insert('streams', { id: this.#id(), broadcaster_id, viewer_count: 671, started_at: at })
    const shown = { title: 'Sample stream!', video_description: 'Such', published_at: at, viewable: 'public' }
    this.insert('videos', { id: video, stream_id: null, ...own, ...shown, duration: '1h0m0s' })
    this.insert('video_muted_segments', { video_id: video, video_offset: 60, duration: 20 })
    const clip = { creator_id: broadcaster_id, video_id: video, game_id: '70001', title: 'Generated clip!' }
    this.insert('clips', { id: this.#id(), ...own, ...clip, duration: 30.1, vod_offset: 5 })
    this.insert('stream_markers', {
      id: this.#id(),
      ...own,
      video_id: video,
      position_seconds: 5,
      description: 'm',
    })
    this.insert('team_members', { team_id: '5358', user_id: broadcaster_id })
    for (const [n, user_id] of users.entries()) {
      const redeemed = { reward_id: reward, redemption_status: 'UNFULFILLED', redeemed_at: at }
      if (hasPoints)
        this.insert('channel_points_redemptions', { id: this.#id(), broadcaster_id, user_id, ...redeemed })
      const staked = { prediction_id: prediction, outcome_id: outcomes[n % 2]!.id }
      this.insert('prediction_predictions', { ...staked, user_id, amount: 1 + n })
      if (user_id === broadcaster_id) continue
      const pair = { ...own, user_id }
      if (n % 25 === 1) this.insert('blocks', pair)
      else if (n % 20 === 2) this.insert('bans', { ...pair, expires_at: null })
      else {
        for (const table of ['follows', 'moderators', 'editors']) this.insert(table, pair)
        if (hasPoints) this.insert('subscriptions', { ...pair, tier: '2000' })
        if (n % 5 === 3) this.insert('vips', pair)
      }
    }
  }

  #id(): string {
    return `10000000-0000-4000-8000-${String(++this.#serial).padStart(12, '0')}`
  }
}
