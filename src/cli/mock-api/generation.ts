import { SingleBar } from 'cli-progress'
import type { Generated } from '../../mock/generation/generate.ts'
import type { Store } from '../../mock/resources/open.ts'
import type { Stage } from '../../mock/resources/seed-context.ts'
import { CliError } from '../errors.ts'
import { log } from '../log.ts'

const lines: Record<Stage, string> = {
  categories: 'Creating categories...',
  users: 'Creating users...',
  teams: 'Creating team...',
  relations:
    'Creating channel points rewards and redemptions, follows, blocks, mods, bans, editors, and team members...',
  streams: 'Creating streams...',
  tags: 'Creating tags...',
  videos: 'Creating stream tags, videos, clips, and stream markers...',
}

const PATIENCE_MS = 500

/** Generates data, and logs the documented lines. */
export async function generateAndTell(store: Store, count: number, at?: Date): Promise<Generated> {
  const { generate } = await import('../../mock/generation/generate.ts')
  const progress = progressBar()
  const generating = generate(store, {
    count,
    at,
    onStage(stage) {
      progress.clear()
      log.info(lines[stage])
    },
    onProgress: progress.show,
  })
  const generated = await generating.finally(progress.clear).catch(explain)
  const { client, token, partner } = generated
  if (partner) {
    log.info(
      `User ID ${partner.id} has all applicable units (streams, subs, and the like) and is a partner for ` +
        'use with the API',
    )
  }
  log.info(
    `Created Client. Details:\nClient-ID: ${client.id}\nSecret: ${client.secret}\nName: ${client.name}`,
  )
  log.info(`Created authorization with token ${token.token}`)
  log.info('Finished generation.')
  return generated
}

async function explain(error: unknown): Promise<never> {
  const { UnusableDatabase } = await import('../../mock/resources/open.ts')
  throw error instanceof UnusableDatabase
    ? new CliError(error.message, 'choose another file with --db')
    : error
}

/** A progress bar on the last line of a terminal, shown only for a long generation. */
export function progressBar() {
  const bar = new SingleBar({
    stream: process.stderr,
    format: '{bar} {percentage} %',
    forceRedraw: true,
    hideCursor: true,
    clearOnComplete: true,
  })
  const began = performance.now()
  let shown = false
  return {
    show(done: number) {
      if (!process.stderr.isTTY || performance.now() - began < PATIENCE_MS) return
      if (!shown) bar.start(100, 0)
      shown = true
      bar.update(Math.round(done * 100))
    },
    clear() {
      if (shown) bar.stop()
      shown = false
    },
  }
}
