import { describe, expect, test } from 'bun:test'
import { dirname, join, normalize } from 'node:path'

/**
 * Who may import whom. Imports go down only: a room sees the rooms that its rule names, and the packages that it
 * needs. Type-only imports are free, since they are gone at run time.
 */
interface Room {
  files: RegExp
  /** The rooms below that it may use, besides itself. */
  sees: string[]
  packages?: RegExp
}

const rooms: Record<string, Room> = {
  main: { files: /^main\.ts$/, sees: ['cli'] },
  cli: {
    files: /^cli\//,
    sees: ['facts', 'oauth', 'assembly'],
    packages: /^(citty|consola\/core|cli-progress|fastest-levenshtein|@clack\/prompts|node:.+)$/,
  },
  oauth: { files: /^oauth\//, sees: ['facts'], packages: /^node:.+$/ },
  facts: {
    files: /^(twitch\/|config\.ts|lazily\.ts|version\.ts)/,
    sees: [],
    packages: /^(node:.+|\.\.\/package\.json)$/,
  },
  assembly: {
    files: /^mock\/[^/]+\.ts$/,
    sees: ['helix', 'auth', 'units', 'eventsub', 'docs', 'contract', 'state', 'engine', 'cast', 'facts'],
    packages: /^(elysia|@faker-js\/faker(\/locale\/en)?)$/,
  },
  engine: {
    files: /^mock\/store\//,
    sees: ['facts'],
    packages: /^(bun:sqlite|node:(fs|crypto)|pure-rand\/.+)$/,
  },
  schema: { files: /^mock\/.+\/schema\.ts$/, sees: ['facts'], packages: /^@sinclair\/typebox$/ },
  state: { files: /^mock\/.+\/(store|rule)\.ts$/, sees: ['engine', 'facts'], packages: /^node:crypto$/ },
  cast: { files: /^mock\/(cast\.ts|.+\/seed\.ts)$/, sees: ['state', 'engine', 'facts'] },
  /** The words of Helix that /units speaks too. */
  contract: {
    files: /^mock\/helix\/(body|errors|ids|pagination|requirements|validation)\.ts$/,
    sees: ['state', 'schema', 'engine', 'facts'],
    packages: /^@sinclair\/typebox.*$/,
  },
  helix: face(
    'helix',
    /^(elysia|elysia\/parse-query|@elysiajs\/openapi|@sinclair\/typebox.*|mock\/helix\/clips\/downloads\/clip\.mp4)$/,
  ),
  auth: face('auth', /^(elysia|node:crypto)$/),
  units: face('units', /^elysia$/),
  docs: face('docs', /^(elysia|swagger-ui-dist\/.+|mock\/docs\/start\.js)$/),
  eventsub: face('eventsub', /^(elysia|node:(crypto|dns\/promises|http|https|net))$/),
}

/** A face sees everything below, and no other face. */
function face(name: string, packages: RegExp): Room {
  return {
    files: new RegExp(`^mock/${name}/`),
    sees: ['contract', 'state', 'cast', 'schema', 'engine', 'facts'],
    packages,
  }
}

/** More particular rooms first: a store.ts in a face is state. */
const order = [
  'main',
  'cli',
  'oauth',
  'facts',
  'engine',
  'schema',
  'state',
  'cast',
  'contract',
  'helix',
  'auth',
  'units',
  'eventsub',
  'docs',
  'assembly',
]

const source = join(import.meta.dir, '../src')
const transpiler = new Bun.Transpiler({ loader: 'ts' })
const files = [...new Bun.Glob('**/*.ts').scanSync(source)].map((file) => file.replaceAll('\\', '/')).sort()
const imports = new Map<string, string[]>()
for (const file of files) {
  const found = transpiler.scanImports(await Bun.file(join(source, file)).text())
  imports.set(
    file,
    found.map(({ path }) => (path.startsWith('.') ? normalize(join(dirname(file), path)) : path)),
  )
}

const byName = (file: string) => order.find((name) => rooms[name]!.files.test(file))

/** A file beside a resource's roles that speaks no HTTP, such as predictions/predictors.ts, belongs to its state. */
function isPartOfState(file: string, asking: readonly string[] = []): boolean {
  if (!/^mock\/(helix|auth)\/.+\//.test(file) || file.endsWith('/routes.ts')) return false
  return imports.get(file)!.every((target) => {
    if (!imports.has(target)) return rooms.state!.packages!.test(target)
    if (asking.includes(target)) return true
    const room = byName(target)!
    return [...rooms.state!.sees, 'state'].includes(room) || isPartOfState(target, [...asking, file])
  })
}

function roomOf(file: string): string | undefined {
  const room = byName(file)
  return (room === 'helix' || room === 'auth') && isPartOfState(file) ? 'state' : room
}

describe('floors', () => {
  test('every file has a room', () => {
    expect(files.filter((file) => !roomOf(file))).toEqual([])
  })

  test('imports go down', () => {
    const violations: string[] = []
    for (const [file, targets] of imports) {
      const name = roomOf(file)!
      const room = rooms[name]!
      for (const target of targets) {
        const inside = imports.has(target)
        const allowed = inside ? [name, ...room.sees].includes(roomOf(target)!) : room.packages?.test(target)
        if (!allowed)
          violations.push(`${file} (${name}) imports ${target}${inside ? ` (${roomOf(target)})` : ''}`)
      }
    }
    expect(violations).toEqual([])
  })

  test("nobody imports another resource's routes but the registry", () => {
    const violations = [...imports].flatMap(([file, targets]) =>
      targets
        .filter((target) => target.endsWith('/routes.ts') && file !== 'mock/helix/resources.ts')
        .map((target) => `${file} imports ${target}`),
    )
    expect(violations).toEqual([])
  })

  test('there are no cycles', () => {
    const state = new Map<string, 'open' | 'done'>()
    const cycles: string[] = []
    const visit = (file: string, path: string[]) => {
      if (state.get(file) === 'done') return
      if (state.get(file) === 'open') {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' → '))
        return
      }
      state.set(file, 'open')
      for (const target of imports.get(file) ?? []) if (imports.has(target)) visit(target, [...path, file])
      state.set(file, 'done')
    }
    for (const file of files) visit(file, [])
    expect(cycles).toEqual([])
  })

  test('under mock/, time, ids and chance come from the store', async () => {
    const forbidden =
      /new Date\(\)|Date\.now\(\)|Math\.random|crypto\.(randomUUID|getRandomValues)|randomBytes/
    const violations: string[] = []
    for (const file of files) {
      if (!file.startsWith('mock/') || file.startsWith('mock/store/')) continue
      const lines = (await Bun.file(join(source, file)).text()).split('\n')
      for (const [index, line] of lines.entries())
        if (forbidden.test(line)) violations.push(`${file}:${index + 1}: ${line.trim()}`)
    }
    expect(violations).toEqual([])
  })

  test('files stay small', async () => {
    const sizes = await Promise.all(
      files.map(async (file) => ({
        file,
        lines: (await Bun.file(join(source, file)).text()).split('\n').length - 1,
      })),
    )
    expect(sizes.filter(({ lines }) => lines > 260)).toEqual([])
  })
})
