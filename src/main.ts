import { root } from './cli/root.ts'
import { run } from './cli/run.ts'

process.exitCode = await run(root, process.argv.slice(2))
