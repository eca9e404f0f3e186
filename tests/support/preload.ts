import { afterAll, afterEach } from 'bun:test'
import { cleanUp } from './binary.ts'
import { closeWorlds } from './world.ts'

afterEach(closeWorlds)
afterAll(cleanUp)
