/** In pixels. */
export const size = { width: 128, height: 80 }

/** Twitch's purple, as Y, Cb and Cr. */
const colour = { y: 114, cb: 198, cr: 148 }

const MACROBLOCK = 16

/**
 * One picture in H.264, uncompressed (I_PCM) and of one colour, so that nothing has to be encoded.
 * Source: ITU-T H.264, 7.3; each bit string is one field, `ue` an Exp-Golomb number.
 */
export const sequenceParameters = unit(0x67, [
  bits(66, 8), // Baseline
  '11000000',
  bits(10, 8), // Level 1
  ...[0, 0, 2, 1].map(ue), // ID, frame numbers of 4 bits, order of pictures as coded, one reference
  '0',
  ue(size.width / MACROBLOCK - 1),
  ue(size.height / MACROBLOCK - 1),
  '1100', // Frames only, no cropping, nothing about usability
])

export const pictureParameters = unit(0x68, [
  ...[0, 0].map(ue),
  '00',
  ...[0, 0, 0].map(ue),
  '000',
  ...[0, 0, 0].map(ue),
  '000',
])

export const still = picture()

function picture(): Buffer {
  const header = [ue(0), ue(7), ue(0), '0000', ue(0), '00', ue(0)].join('')
  const plain = Buffer.concat([
    Buffer.alloc(256, colour.y),
    Buffer.alloc(64, colour.cb),
    Buffer.alloc(64, colour.cr),
  ])
  const macroblocks = (size.width / MACROBLOCK) * (size.height / MACROBLOCK)
  const parts: Buffer[] = [Buffer.from([0x65])]
  for (let index = 0; index < macroblocks; index++) {
    // Samples begin at a byte; what comes before is filled up with zeros.
    parts.push(bytes((index === 0 ? header : '') + ue(25)), plain)
  }
  return Buffer.concat([...parts, Buffer.from([0x80])])
}

/** A unit of the stream: its type, its fields, a 1 that ends them. */
function unit(type: number, fields: string[]): Buffer {
  return Buffer.concat([Buffer.from([type]), bytes(`${fields.join('')}1`)])
}

function bits(value: number, length: number): string {
  return value.toString(2).padStart(length, '0')
}

/** Exp-Golomb: as many zeros as there are digits after the first one of value + 1. */
function ue(value: number): string {
  const digits = (value + 1).toString(2)
  return '0'.repeat(digits.length - 1) + digits
}

function bytes(field: string): Buffer {
  const padded = field.padEnd(Math.ceil(field.length / 8) * 8, '0')
  return Buffer.from(padded.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)))
}
