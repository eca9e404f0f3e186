/** The SVG paths of the icons, on 24 by 24 units, with a stroke width of 1.75. */
const paths = {
  overview: 'M4 13h7V4H4zm9 7h7V11h-7zm0-16v4h7V4zM4 20h7v-4H4z',
  users:
    'M16 20v-1.5a4 4 0 0 0-4-4H7a4 4 0 0 0-4 4V20m6.5-9a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7' +
    'M21 20v-1.5a4 4 0 0 0-3-3.87M15.5 4.13a3.5 3.5 0 0 1 0 6.74',
  data:
    'M4 6c0-1.66 3.58-3 8-3s8 1.34 8 3-3.58 3-8 3-8-1.34-8-3m0 0v12c0 1.66 3.58 3 8 3s8-1.34 8-3V6' +
    'M4 12c0 1.66 3.58 3 8 3s8-1.34 8-3',
  requests: 'M4 8h13l-3.5-3.5M20 16H7l3.5 3.5',
  events: 'M13 2 4 14h7l-1 8 9-12h-7z',
  chat: 'M21 12a8 8 0 0 1-8 8H4l2-3.2A8 8 0 1 1 21 12',
  tokens: 'M15 9a6 6 0 1 0-5.2 5.9L12 13h2v-2h2l1-1M8 8h.01M14 14l2 2v2h2v2h3v-3l-5.5-5.5',
  world:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M3 12h18' +
    'M12 3c2.5 2.5 3.8 5.7 3.8 9S14.5 18.5 12 21c-2.5-2.5-3.8-5.7-3.8-9S9.5 5.5 12 3',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  close: 'M6 6l12 12M18 6 6 18',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14m5-2 4 4',
  plus: 'M12 5v14M5 12h14',
  menu: 'M4 7h16M4 12h16M4 17h16',
  sun:
    'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1' +
    'M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1',
  moon: 'M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5',
  system: 'M3 5h18v11H3zM8.5 20h7M12 16v4',
  external: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18m0-14v5l3.5 2',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5',
  edit: 'M4 20h4L19 9l-4-4L4 16z',
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  play: 'M7 4.5v15l12-7.5z',
  pause: 'M8 5v14M16 5v14',
  pin: 'M9 4h6l-1 6 3 3v2H7v-2l3-3-1-6M12 15v6',
  refresh: 'M20 11a8 8 0 1 0-2.3 6.3M20 4v7h-7',
} as const

/** The name of an icon. */
export type IconName = keyof typeof paths

/** An icon, hidden from screen readers: it needs a text or an accessible name beside it. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
