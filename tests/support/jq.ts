/** The little of jq that the documentation's examples use: `-r` and `-c` with a path such as `.data[0].id` or `.`. */
export {}

const [filter = '.', ...options] = process.argv
  .slice(2)
  .sort((a, b) => Number(a.startsWith('-')) - Number(b.startsWith('-')))
const value = [...filter.matchAll(/\.(\w+)|\[(\d+)\]/g)].reduce<unknown>(
  (inner, [, name, index]) => (inner as Record<string, unknown> | undefined)?.[name ?? index ?? ''],
  await Bun.stdin.json(),
)
const isRaw = options.includes('-r') && typeof value === 'string'
console.log(isRaw ? value : JSON.stringify(value ?? null, null, options.includes('-c') ? 0 : 2))
