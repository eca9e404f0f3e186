import type { ChatBadge } from './schema.ts'
import { badgeVersion, subscribe, visit } from './store.ts'

const guide = visit('https://help.twitch.tv/customer/en/portal/articles/659115-twitch-chat-badges-guide')
const bits = visit('https://bits.twitch.tv')

/** Badges that Twitch has for every channel. */
export const globalBadges: ChatBadge[] = [
  {
    set_id: 'admin',
    versions: [badgeVersion('1', 'Admin', '9ef7e029-4cdf-4d4d-a0d5-e2b3fb2583fe', guide)],
  },
  {
    set_id: 'bits',
    versions: [
      badgeVersion('1', 'cheer 1', '73b5c3fb-24f9-4a82-a852-2f475b59411c', bits),
      badgeVersion('100', 'cheer 100', '09d93036-e7ce-431c-9a9e-7044297133f2', bits),
      badgeVersion('1000', 'cheer 1000', '0d85a29e-79ad-4c63-a285-3acd2c66f2ba', bits),
      badgeVersion('5000', 'cheer 5000', '57cd97fc-3e9e-4c6d-9d41-60147137234e', bits),
      badgeVersion('10000', 'cheer 10000', '68af213b-a771-4124-b6e3-9bb6d98aa732', bits),
    ],
  },
  {
    set_id: 'broadcaster',
    versions: [badgeVersion('1', 'Broadcaster', '5527c58c-fb7d-422d-b71b-f309dcb85cc1', guide)],
  },
  {
    set_id: 'founder',
    versions: [
      badgeVersion(
        '0',
        'Founder',
        '511b78a9-ab37-472f-9569-457753bbe7d3',
        visit('https://help.twitch.tv/s/article/founders-badge'),
      ),
    ],
  },
  {
    set_id: 'global_mod',
    versions: [badgeVersion('1', 'Global Moderator', '9384c43e-4ce7-4e94-b2a1-b93656896eba', guide)],
  },
  {
    set_id: 'lead_moderator',
    versions: [badgeVersion('1', 'Lead Moderator', '0822047b-65e0-46f2-94a9-d1091d685d33', guide)],
  },
  {
    set_id: 'moderator',
    versions: [badgeVersion('1', 'Moderator', '3267646d-33f0-4b17-b3df-f923a41db1d0', guide)],
  },
  {
    set_id: 'partner',
    versions: [
      badgeVersion(
        '1',
        'Verified',
        'd12a2e27-16f6-41d0-ab77-b780518f00a3',
        visit('https://blog.twitch.tv/2017/04/24/the-verified-badge-is-here-13381bc05735'),
      ),
    ],
  },
  {
    set_id: 'premium',
    versions: [
      badgeVersion(
        '1',
        'Prime Gaming',
        'bbbe0db0-a598-423e-86d0-f9fb98ca1933',
        visit('https://gaming.amazon.com'),
      ),
    ],
  },
  {
    set_id: 'staff',
    versions: [
      badgeVersion('1', 'Staff', 'd97c37bd-a6f5-4c38-8f57-4e4bef88af34', visit('https://www.twitch.tv/jobs')),
    ],
  },
  {
    set_id: 'sub-gifter',
    versions: [badgeVersion('1', 'Sub Gifter', 'f1d8486f-eb2e-4553-b44f-4d614617afc1')],
  },
  {
    set_id: 'subscriber',
    versions: [badgeVersion('0', 'Subscriber', '5d9f2208-5dd8-11e7-8513-2ff4adfae661', subscribe)],
  },
  {
    set_id: 'turbo',
    versions: [
      badgeVersion(
        '1',
        'Turbo',
        'bd444ec6-8f34-4bf9-91f4-af1e3428d80f',
        visit('https://www.twitch.tv/turbo'),
      ),
    ],
  },
  {
    set_id: 'vip',
    versions: [badgeVersion('1', 'VIP', 'b817aba4-fad8-49e2-b88a-7cc744dfa6ec', guide)],
  },
]
