import { afterEach } from 'bun:test'
import { closeWorlds } from './world.ts'

afterEach(closeWorlds)
