import { pictureParameters, sequenceParameters, size, still } from './still-picture.ts'

/** Units of time in a second: clips are as long as a number of tenths. */
const TIMESCALE = 10

/** A playable MP4 file that shows one still picture for so many seconds. */
export function stillVideo(seconds: number): Buffer<ArrayBuffer> {
  const duration = Math.round(seconds * TIMESCALE)
  const fileType = box('ftyp', text('isom'), u32(512), text('isomavc1mp41'))
  const sample = lengthPrefixed(still)
  const offset = fileType.length + 8
  return Buffer.concat([fileType, box('mdat', sample), movie(duration, sample.length, offset)])
}

/** Source for all boxes: ISO/IEC 14496-12, for avc1 and avcC 14496-15. */
function movie(duration: number, sampleSize: number, offset: number): Buffer {
  const header = fullBox(
    'mvhd',
    u32(0, 0, TIMESCALE, duration, 0x10000),
    u16(0x100),
    zeros(10),
    matrix,
    zeros(24),
    u32(2),
  )
  const shown = 3 // Enabled and in the movie.
  const trackHeader = fullBox(
    'tkhd',
    shown,
    u32(0, 0, 1, 0, duration),
    zeros(16),
    matrix,
    u32(size.width << 16, size.height << 16),
  )
  const media = box(
    'mdia',
    fullBox('mdhd', u32(0, 0, TIMESCALE, duration), u16(0x55c4, 0)),
    fullBox('hdlr', u32(0), text('vide'), zeros(12), text('\0')),
    box('minf', fullBox('vmhd', 1, zeros(8)), dataInformation, sampleTable(duration, sampleSize, offset)),
  )
  return box('moov', header, box('trak', trackHeader, media))
}

/** One sample, in one chunk. */
function sampleTable(duration: number, sampleSize: number, offset: number): Buffer {
  return box(
    'stbl',
    fullBox('stsd', u32(1), videoEntry()),
    fullBox('stts', u32(1, 1, duration)),
    fullBox('stsc', u32(1, 1, 1, 1)),
    fullBox('stsz', u32(sampleSize, 1)),
    fullBox('stco', u32(1, offset)),
  )
}

function videoEntry(): Buffer {
  const profile = sequenceParameters.subarray(1, 4)
  const configuration = box(
    'avcC',
    Buffer.from([1, ...profile, 0xff, 0xe1]),
    u16(sequenceParameters.length),
    sequenceParameters,
    Buffer.from([1]),
    u16(pictureParameters.length),
    pictureParameters,
  )
  const resolution = u32(72 << 16, 72 << 16, 0)
  return box(
    'avc1',
    zeros(6),
    u16(1),
    zeros(16),
    u16(size.width, size.height),
    resolution,
    u16(1),
    zeros(32),
    u16(24, 0xffff),
    configuration,
  )
}

const text = (value: string) => Buffer.from(value, 'latin1')
const zeros = (length: number) => Buffer.alloc(length)

function u16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2)
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value, index * 2)
  return bytes
}

function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4)
  return bytes
}

const lengthPrefixed = (bytes: Buffer) => Buffer.concat([u32(bytes.length), bytes])

function box(type: string, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([u32(content.length + 8), text(type), content])
}

/** A box with a version, which is 0, and perhaps flags before its parts. */
function fullBox(type: string, flags: number | Buffer, ...parts: Buffer[]): Buffer {
  return typeof flags === 'number' ? box(type, u32(flags), ...parts) : box(type, u32(0), flags, ...parts)
}

const matrix = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)

/** The samples are in the file itself. */
const dataInformation = box('dinf', fullBox('dref', u32(1), fullBox('url ', 1)))
