import { describe, expect, test } from 'bun:test'
import { dirname, join, normalize } from 'node:path'

/**
 * Who may import whom. Imports go down only: a layer sees the layers that its rule names, and the packages that it
 * needs. Type-only imports are free, since they are gone at run time.
 */
interface Layer {
  files: RegExp
  /** The layers below that it may use, besides itself. */
  sees: string[]
  packages?: RegExp
}

const layers: Record<string, Layer> = {
  main: { files: /^main\.ts$/, sees: ['cli'] },
  cli: {
    files: /^cli\//,
    sees: ['facts', 'lib', 'oauth', 'interception', 'server', 'generation', 'fixtures', 'faults', 'registry'],
    packages: /^(citty|consola\/core|cli-progress|fastest-levenshtein|jq-wasm|@clack\/prompts|node:.+)$/,
  },
  /** What stands between a program and Twitch; it knows the mock by its address alone. */
  interception: {
    files: /^interception\//,
    sees: ['facts', 'lib'],
    packages: /^(node:.+|@peculiar\/asn1-(schema|x509)|interception\/shims\/.+)$/,
  },
  oauth: { files: /^oauth\//, sees: ['facts', 'lib'], packages: /^node:.+$/ },
  facts: {
    files: /^(twitch\/|config\.ts|version\.ts)/,
    sees: ['lib'],
    packages: /^(node:.+|\.\.\/package\.json|twitch\/event-fields\.json)$/,
  },
  lib: { files: /^lib\//, sees: [], packages: /^node:.+$/ },
  server: {
    files: /^mock\/server\//,
    sees: [
      'helix',
      'auth',
      'units',
      'eventsub',
      'irc',
      'docs',
      'journal',
      'live',
      'inspector',
      'fixtures',
      'faults',
      'control',
      'control',
      'registry',
      'http',
      'access',
      ...below('access'),
    ],
    packages: /^(elysia|node:.+)$/,
  },
  generation: {
    files: /^mock\/generation\//,
    sees: ['registry', 'seed', 'state', 'schema', 'engine', 'facts', 'lib'],
    packages: /^@faker-js\/faker(\/locale\/en)?$/,
  },
  registry: {
    files: /^mock\/resources\/(registry|open)\.ts$/,
    sees: ['routes', 'resource', 'unit', 'seed', 'state', 'engine', 'lib'],
  },
  routes: {
    files: /^mock\/resources\/.+\/routes\.ts$/,
    sees: ['resource', 'unit', 'access', 'http', 'seed', 'state', 'schema', 'engine', 'facts', 'lib'],
    packages: /^(node:crypto|mock\/resources\/clips\/downloads\/clip\.mp4)$/,
  },
  /** A resource's listings and writes under /units. */
  unit: {
    files: /^mock\/resources\/(.+\/)?unit\.ts$/,
    sees: ['resource', 'access', 'http', 'state', 'schema', 'engine', 'facts', 'lib'],
  },
  seed: {
    files: /^mock\/resources\/(seed-context|.+\/seed)\.ts$/,
    sees: ['state', 'schema', 'engine', 'facts', 'lib'],
  },
  schema: {
    files: /^mock\/(http|.+)\/schema\.ts$/,
    sees: ['facts', 'lib'],
    packages: /^@sinclair\/typebox$/,
  },
  state: {
    files: /^mock\/resources\/.+\/(store|rule)\.ts$/,
    sees: ['engine', 'facts', 'lib'],
    packages: /^node:crypto$/,
  },
  engine: {
    files: /^mock\/engine\//,
    sees: ['facts', 'lib'],
    packages: /^(bun:sqlite|node:(fs|crypto|os|path)|pure-rand\/.+)$/,
  },
  access: { files: /^mock\/access\//, sees: ['http', ...below('access')], packages: /^node:crypto$/ },
  http: {
    files: /^mock\/http\//,
    sees: ['schema', 'engine', 'facts', 'lib'],
    packages: /^(@sinclair\/typebox.*|fastest-levenshtein)$/,
  },
  /** What a resource says of itself beside its roles, such as a rule that two of its files share. */
  resource: {
    files: /^mock\/resources\//,
    sees: ['access', 'http', 'seed', 'state', 'schema', 'engine', 'facts', 'lib'],
    packages: /^(elysia|node:crypto)$/,
  },
  helix: app('helix', /^(elysia|elysia\/parse-query|@elysiajs\/openapi)$/),
  auth: app('auth', /^(elysia|node:crypto)$/),
  units: { ...app('units', /^elysia$/), sees: [...app('units', /^$/).sees, 'control'] },
  /** What is about the server itself, under /units. */
  control: { files: /^mock\/control\//, sees: ['http', ...below('access')] },
  faults: { files: /^mock\/faults\//, sees: ['control', 'access', 'http', ...below('access')] },
  fixtures: {
    files: /^mock\/fixtures\//,
    sees: ['control', 'registry', 'resource', 'unit', 'access', 'http', ...below('access')],
    packages: /^(yaml|fastest-levenshtein)$/,
  },
  journal: { files: /^mock\/journal\//, sees: ['control', 'access', 'http', ...below('access')] },
  inspector: app('inspector', /^(elysia|node:path)$/),
  /** What runs in the browser: of the mock it knows the types alone, of Twitch the facts. */
  browser: {
    files: /^inspector\//,
    sees: ['facts'],
    packages: /^(preact(\/.+)?|@preact\/signals|@tanstack\/react-virtual|react-json-view-lite)$/,
  },
  /** What tells of changes. */
  live: {
    files: /^mock\/live\//,
    sees: ['journal', 'control', 'registry', 'unit', 'http', ...below('access')],
  },
  irc: app('irc', /^$/),
  docs: app('docs', /^(elysia|swagger-ui-dist\/.+|mock\/docs\/start\.js)$/),
  eventsub: {
    ...app('eventsub', /^(elysia|node:(crypto|dns\/promises|http|https|net))$/),
    sees: [...app('eventsub', /^$/).sees, 'control', 'unit'],
  },
}

/** The beginning of a statement in a text, or a method of the store that needs one or names a table. */
const sql =
  /['"`]\s*(SELECT|INSERT|UPDATE|DELETE F|WITH|CREATE|DROP|ALTER|PRAGMA)\b|\bstore\s*\.(all|get|run|insert|update)\b/g

/** An app sees the resources and what is below them, and no other app. */
function app(name: string, packages: RegExp): Layer {
  return {
    files: new RegExp(`^mock/${name}/`),
    sees: ['registry', 'resource', 'access', 'http', ...below('access')],
    packages,
  }
}

function below(_: 'access'): string[] {
  return ['seed', 'state', 'schema', 'engine', 'facts', 'lib']
}

const root = join(import.meta.dir, '..')
const source = join(root, 'src')
const transpilers = {
  ts: new Bun.Transpiler({ loader: 'ts' }),
  tsx: new Bun.Transpiler({
    loader: 'tsx',
    tsconfig: { compilerOptions: { jsx: 'react-jsx', jsxImportSource: 'preact' } },
  }),
}
const files = [...new Bun.Glob('**/*.{ts,tsx}').scanSync(source)]
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !file.endsWith('.d.ts'))
  .sort()
const imports = new Map<string, string[]>()
for (const file of files) {
  const transpiler = transpilers[file.endsWith('.tsx') ? 'tsx' : 'ts']
  const scanned = transpiler.scanImports(await Bun.file(join(source, file)).text())
  // The scan counts one as imported wherever there is JSX.
  const found = file.endsWith('.tsx') ? scanned.filter(({ path }) => path !== 'react') : scanned
  imports.set(
    file,
    found.map(({ path }) => (path.startsWith('.') ? normalize(join(dirname(file), path)) : path)),
  )
}

/** More particular layers come first in their list: a store.ts of a resource is state. */
const byName = (file: string) => Object.keys(layers).find((name) => layers[name]!.files.test(file))

/** A file beside a resource's roles that speaks no HTTP, such as schedule/occurrences.ts, belongs to its state. */
function isPartOfState(file: string, asking: readonly string[] = []): boolean {
  return imports.get(file)!.every((target) => {
    if (!imports.has(target)) return layers.state!.packages!.test(target)
    if (asking.includes(target)) return true
    const layer = byName(target)!
    const isSeen = [...layers.state!.sees, 'state'].includes(layer)
    return isSeen || (layer === 'resource' && isPartOfState(target, [...asking, file]))
  })
}

function layerOf(file: string): string | undefined {
  const layer = byName(file)
  return layer === 'resource' && isPartOfState(file) ? 'state' : layer
}

describe('layers', () => {
  test('every file has a layer', () => {
    expect(files.filter((file) => !layerOf(file))).toEqual([])
  })

  test('imports go down', () => {
    const violations: string[] = []
    for (const [file, targets] of imports) {
      const name = layerOf(file)!
      const layer = layers[name]!
      for (const target of targets) {
        const inside = imports.has(target)
        const allowed = inside
          ? [name, ...layer.sees].includes(layerOf(target)!)
          : layer.packages?.test(target)
        if (!allowed)
          violations.push(`${file} (${name}) imports ${target}${inside ? ` (${layerOf(target)})` : ''}`)
      }
    }
    expect(violations).toEqual([])
  })

  test("nobody imports another resource's routes but the registry", () => {
    const violations = [...imports].flatMap(([file, targets]) =>
      targets
        .filter((target) => target.endsWith('/routes.ts') && file !== 'mock/resources/registry.ts')
        .map((target) => `${file} imports ${target}`),
    )
    expect(violations).toEqual([])
  })

  test('a resource is declared in its routes.ts, or in its unit.ts if it has no operation', () => {
    const elsewhere = imports
      .get('mock/resources/registry.ts')!
      .filter((file) => !/\/(routes|unit)\.ts$/.test(file))
    expect(elsewhere).toEqual([])
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

  test('under mock/, time, ids and randomness come from the store', async () => {
    const forbidden =
      /new Date\(\)|Date\.now\(\)|Math\.random|crypto\.(randomUUID|getRandomValues)|randomBytes/
    const violations: string[] = []
    for (const file of files) {
      if (!file.startsWith('mock/') || file.startsWith('mock/engine/')) continue
      const lines = (await Bun.file(join(source, file)).text()).split('\n')
      for (const [index, line] of lines.entries())
        if (forbidden.test(line)) violations.push(`${file}:${index + 1}: ${line.trim()}`)
    }
    expect(violations).toEqual([])
  })

  test('SQL is written in the stores, the seeds and the engine', async () => {
    const mayHaveSql = /^mock\/(engine\/|resources\/.+\/(store|seed)\.ts$)/
    const violations: string[] = []
    for (const file of files) {
      if (!file.startsWith('mock/') || mayHaveSql.test(file)) continue
      const text = await Bun.file(join(source, file)).text()
      for (const [statement] of text.matchAll(sql)) violations.push(`${file}: ${statement.trim()}`)
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

  test('lines stay short', async () => {
    const long: string[] = []
    for (const file of new Bun.Glob('{src,tests,scripts}/**/*.{ts,tsx}').scanSync(root)) {
      const lines = (await Bun.file(join(root, file)).text()).split('\n')
      for (const [index, line] of lines.entries())
        if ([...line].length > 120) long.push(`${file}:${index + 1}`)
    }
    expect(long).toEqual([])
  })

  test('every exported name has a sentence, and every exported function that throws says what', async () => {
    const missing: string[] = []
    for (const file of files) {
      const documented = new Set<string>()
      for (const { name, comment, body } of exportsOf(await Bun.file(join(source, file)).text())) {
        // A schema and its type share a name and a sentence.
        if (!comment && !documented.has(name)) missing.push(`${file}: ${name} has no sentence`)
        if (body && /\bthrow (?!error\b)/.test(body) && !comment.includes('@throws'))
          missing.push(`${file}: ${name} has no @throws`)
        documented.add(name)
      }
    }
    expect(missing).toEqual([])
  })
})

/** The exported names of a file, each with the comment before it; of a function the body, too. */
function exportsOf(text: string) {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    const declaration =
      /^export (?:abstract |async )*(function\*?|const|class|interface|type|enum) (\w+)/.exec(line)
    if (!declaration) return []
    const [, kind, name] = declaration
    const before = lines.slice(0, index).filter((above) => !above.startsWith('// biome-ignore'))
    const isCommented = before.at(-1)?.trimEnd().endsWith('*/')
    const begin = before.findLastIndex((above) => above.trimStart().startsWith('/**'))
    const end = lines.indexOf('}', index)
    return {
      name: name!,
      comment: isCommented ? before.slice(begin).join('\n') : '',
      body: kind!.startsWith('function') ? lines.slice(index, end).join('\n') : undefined,
    }
  })
}
