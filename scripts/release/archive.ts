/** A file of an archive; every one is owned by root and bears the archive's time. */
export interface Entry {
  name: string
  data: Uint8Array
  mode: 0o644 | 0o755
}

/** A .tar.gz whose bytes depend on nothing but its entries and the time. */
export function tarGz(entries: readonly Entry[], time: Date): Uint8Array {
  const blocks = entries.flatMap((entry) => [tarHeader(entry, time), entry.data, padding(entry.data.length)])
  return Bun.gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]), { level: 9, library: 'libdeflate' })
}

/** A .zip, likewise. */
export function zip(entries: readonly Entry[], time: Date): Uint8Array {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const entry of entries) {
    const packed = Bun.deflateSync(new Uint8Array(entry.data), { level: 9, library: 'libdeflate' })
    const common = zipFields(entry, packed.length, time)
    const name = Buffer.from(entry.name)
    parts.push(fields([4, 0x04034b50], [2, 20], common, [2, 0]), name, packed)
    const attributes = (0o100000 | entry.mode) * 0x10000
    const central = fields(
      [4, 0x02014b50],
      [2, 0x0314], // made by Unix, by version 2.0 of the format
      [2, 20],
      common,
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, attributes],
      [4, offset],
    )
    directory.push(central, name)
    offset += 30 + name.length + packed.length
  }
  const central = Buffer.concat(directory)
  const count = entries.length
  const end = fields(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, central.length],
    [4, offset],
    [2, 0],
  )
  return Buffer.concat([...parts, central, end])
}

/** POSIX ustar. */
function tarHeader({ name, data, mode }: Entry, time: Date): Buffer {
  const header = Buffer.alloc(512)
  const octal = (value: number, at: number, size: number) =>
    header.write(`${value.toString(8).padStart(size - 1, '0')}\0`, at)
  header.write(name, 0, 100)
  octal(mode, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(data.length, 124, 12)
  octal(Math.floor(time.getTime() / 1000), 136, 12)
  header.write('        0', 148)
  header.write('ustar\x0000root', 257)
  header.write('root', 297)
  octal(
    header.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  )
  return header
}

const padding = (length: number) => Buffer.alloc((512 - (length % 512)) % 512)

/** What the two headers of a zipped file have in common, from the flags to the length of its name. */
function zipFields({ name, data }: Entry, packed: number, time: Date): Buffer {
  const day = ((time.getUTCFullYear() - 1980) << 9) | ((time.getUTCMonth() + 1) << 5) | time.getUTCDate()
  const clock = (time.getUTCHours() << 11) | (time.getUTCMinutes() << 5) | (time.getUTCSeconds() >> 1)
  const deflated = 8
  return fields(
    [2, 0],
    [2, deflated],
    [2, clock],
    [2, day],
    [4, Bun.hash.crc32(data)],
    [4, packed],
    [4, data.length],
    [2, Buffer.byteLength(name)],
  )
}

/** Little-endian numbers, each with its size in bytes. */
function fields(...values: (readonly [2 | 4, number] | Buffer)[]): Buffer {
  return Buffer.concat(
    values.map((value) => {
      if (Buffer.isBuffer(value)) return value
      const bytes = Buffer.alloc(value[0])
      bytes.writeUIntLE(value[1], 0, value[0])
      return bytes
    }),
  )
}
