import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { clock, now } from './clock.ts'
import { Badge, Button, Page } from './components/basics.tsx'
import { Icon, type IconName } from './components/icon.tsx'
import { momentOf } from './components/time.tsx'
import { Toasts } from './components/toasts.tsx'
import { isConnected } from './live.ts'
import { pages } from './pages.ts'
import { link, route } from './route.ts'
import { type Theme, theme } from './theme.ts'

const themes: readonly { name: Theme; icon: IconName; title: string }[] = [
  { name: 'system', icon: 'system', title: 'As the system' },
  { name: 'light', icon: 'sun', title: 'Light' },
  { name: 'dark', icon: 'moon', title: 'Dark' },
]

/** The frame around every page. */
export function Shell() {
  const [path = pages[0]!.path, ...rest] = route.value.segments
  const page = pages.find((page) => page.path === path)
  const [isMenuOpen, setMenuOpen] = useState(false)
  const place = route.value.segments.join('/')
  useLayoutEffect(() => {
    document.title = `${page?.title ?? 'Not found'} · twitch mock`
    setMenuOpen(false)
  }, [page])
  useFocusOnArrival(place)
  return (
    <>
      <button type="button" class="skip button" onClick={() => document.getElementById('title')?.focus()}>
        Skip to the page
      </button>
      <div class="frame">
        <aside class={`side ${isMenuOpen ? 'open' : ''}`}>
          <div class="brand">
            <a href={link()} class="brand-name">
              <span class="brand-mark" aria-hidden="true">
                <Icon name="chat" size={16} />
              </span>
              twitch <span class="faint">mock</span>
            </a>
            <span class="menu-button">
              <Button kind="quiet" icon="menu" label="Menu" onClick={() => setMenuOpen(!isMenuOpen)} />
            </span>
          </div>
          <nav aria-label="Pages">
            <ul>
              {pages.map(({ path, title, icon }) => (
                <li key={path}>
                  <a href={link(path)} aria-current={path === page?.path ? 'page' : undefined}>
                    <Icon name={icon} /> {title}
                  </a>
                </li>
              ))}
              <li class="apart">
                <a href="/docs">
                  <Icon name="external" /> API reference
                </a>
              </li>
            </ul>
          </nav>
          <SideFoot />
        </aside>
        <main>
          <Connection />
          {page ? <page.component key={path} rest={rest} /> : <NotFound />}
        </main>
      </div>
      <Toasts />
    </>
  )
}

/** Focuses the title after navigating to another page, so that screen readers announce it. */
function useFocusOnArrival(place: string): void {
  const [first] = useState(place)
  useEffect(() => {
    if (place === first) return
    scrollTo(0, 0)
    document.getElementById('title')?.focus({ preventScroll: true })
  }, [place])
}

function NotFound() {
  return (
    <Page title="There is no such page">
      <p>
        <a href={link()}>Overview</a>
      </p>
    </Page>
  )
}

/** The warning about a lost server; otherwise nothing. */
function Connection() {
  return (
    <div aria-live="assertive">
      {isConnected.value === false && (
        <div class="banner">
          <strong>The server is gone.</strong> What you see is what it last told. Trying again…
        </div>
      )}
    </div>
  )
}

function SideFoot() {
  return (
    <div class="side-foot">
      <a class="side-clock" href={link('world')} title="The mock's clock">
        <Icon name="clock" size={15} />
        <span>{now.value === undefined ? '…' : momentOf(now.value).replace(' UTC', '')}</span>
        {clock.value?.frozen && <Badge tone="warn">frozen</Badge>}
      </a>
      <fieldset class="themes">
        <legend class="hidden">Appearance</legend>
        {themes.map(({ name, icon, title }) => (
          <label key={name} title={title}>
            <input
              type="radio"
              name="theme"
              aria-label={title}
              checked={theme.value === name}
              onChange={() => {
                theme.value = name
              }}
            />
            <Icon name={icon} size={15} />
          </label>
        ))}
      </fieldset>
    </div>
  )
}
