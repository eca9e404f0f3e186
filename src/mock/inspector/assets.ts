import { join } from 'node:path'
import { lazy } from '../../lib/lazy.ts'

/** The names of the files that the inspector's page loads. */
export const assetNames = ['app.js', 'style.css'] as const

/** The files of the inspector by name. */
export type Assets = Readonly<Record<(typeof assetNames)[number], Blob>>

/**
 * The files of the inspector. From source they are built at the first request; in the executable, scripts/build.ts
 * replaces this module by one with the embedded files.
 */
export const assets: () => Promise<Assets> = lazy(buildAssets)

/** Compiles the inspector for the browser. */
async function buildAssets(): Promise<Assets> {
  const folder = join(import.meta.dir, '../../inspector')
  const { outputs, success, logs } = await Bun.build({
    entrypoints: [join(folder, 'main.tsx'), join(folder, 'style.css')],
    target: 'browser',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'preact for libraries that are made for React',
        setup(build) {
          build.onResolve({ filter: /^react(-dom|\/jsx-runtime)?$/ }, ({ path }) => ({
            path: Bun.resolveSync(
              path === 'react/jsx-runtime' ? 'preact/jsx-runtime' : 'preact/compat',
              folder,
            ),
          }))
        },
      },
    ],
  })
  const [script, stylesheet] = [/\.js$/, /\.css$/].map((name) => outputs.find(({ path }) => name.test(path)))
  if (!success || !script || !stylesheet) throw new AggregateError(logs, 'the inspector cannot be built')
  return { 'app.js': script, 'style.css': stylesheet }
}
