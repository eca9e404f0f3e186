import type { Store } from '../../../engine/store.ts'
import type { ConfigurationSegment, SegmentName } from './schema.ts'

/** The tables of configurations. A global segment has an empty broadcaster_id. */
export const tables = `
  CREATE TABLE IF NOT EXISTS extension_configurations (
    extension_id TEXT NOT NULL, broadcaster_id TEXT NOT NULL, segment TEXT NOT NULL, content TEXT NOT NULL,
    version TEXT NOT NULL, PRIMARY KEY (extension_id, broadcaster_id, segment)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS extension_required_configurations (
    extension_id TEXT NOT NULL, broadcaster_id TEXT NOT NULL REFERENCES users, version TEXT NOT NULL,
    required_configuration TEXT NOT NULL, PRIMARY KEY (extension_id, broadcaster_id, version)
  ) STRICT, WITHOUT ROWID;`

/** The key of a segment. */
export interface SegmentKey {
  extension_id: string
  segment: SegmentName
  broadcaster_id?: string
}

/** The segment of an extension's configuration. */
export function findSegment(
  store: Store,
  { broadcaster_id = '', ...key }: SegmentKey,
): ConfigurationSegment | undefined {
  const found = store.get<{ content: string; version: string }>(
    `SELECT content, version FROM extension_configurations
     WHERE extension_id = $extension_id AND broadcaster_id = $broadcaster_id AND segment = $segment`,
    { ...key, broadcaster_id },
  )
  return found && { segment: key.segment, ...(broadcaster_id && { broadcaster_id }), ...found }
}

/** Writes a segment; missing members keep their values. */
export function setSegment(
  store: Store,
  { broadcaster_id = '', ...key }: SegmentKey,
  { content, version }: { content?: string; version?: string },
): void {
  store.run(
    `INSERT INTO extension_configurations (extension_id, broadcaster_id, segment, content, version)
     VALUES ($extension_id, $broadcaster_id, $segment, ifnull($content, ''), ifnull($version, ''))
     ON CONFLICT DO UPDATE SET content = ifnull($content, content), version = ifnull($version, version)`,
    { ...key, broadcaster_id, content, version },
  )
}

/** Sets the required configuration that a channel has for a version of an extension. */
export function setRequiredConfiguration(
  store: Store,
  row: { extension_id: string; broadcaster_id: string; version: string; required_configuration: string },
): void {
  store.run(
    `INSERT INTO extension_required_configurations (extension_id, broadcaster_id, version, required_configuration)
     VALUES ($extension_id, $broadcaster_id, $version, $required_configuration)
     ON CONFLICT DO UPDATE SET required_configuration = $required_configuration`,
    row,
  )
}
