import type { ComponentType } from 'preact'
import type { IconName } from './components/icon.tsx'
import { Chat } from './pages/chat.tsx'
import { Data } from './pages/data.tsx'
import { Events } from './pages/events.tsx'
import { Overview } from './pages/overview.tsx'
import { Requests } from './pages/requests.tsx'
import { Tokens } from './pages/tokens.tsx'
import { Users } from './pages/users.tsx'
import { World } from './pages/world.tsx'

/** A page of the navigation. A new page is one line below: the first part of its path, and its component. */
export interface PageEntry {
  path: string
  title: string
  icon: IconName
  /** The component, which gets the further parts of the path. */
  component: ComponentType<{ rest: readonly string[] }>
}

/** All pages in the order of the navigation; the first is the start page. */
export const pages: readonly PageEntry[] = [
  { path: 'overview', title: 'Overview', icon: 'overview', component: Overview },
  { path: 'users', title: 'Users', icon: 'users', component: Users },
  { path: 'data', title: 'Data', icon: 'data', component: Data },
  { path: 'requests', title: 'Requests', icon: 'requests', component: Requests },
  { path: 'events', title: 'Events', icon: 'events', component: Events },
  { path: 'chat', title: 'Chat', icon: 'chat', component: Chat },
  { path: 'tokens', title: 'Tokens', icon: 'tokens', component: Tokens },
  { path: 'world', title: 'World', icon: 'world', component: World },
]
