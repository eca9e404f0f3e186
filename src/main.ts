import { run } from './cli/dispatch.ts'
import { root } from './cli/root.ts'

process.exitCode = await run(root, process.argv.slice(2))
