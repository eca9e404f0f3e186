import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_nameConstraints,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_serverAuth,
  KeyUsage,
  KeyUsageFlags,
  Name,
  NameConstraints,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509'

/** A key and its certificate, both in PEM. */
export interface Certified {
  key: string
  certificate: string
}

/** The validity of a certificate. */
export interface Period {
  notBefore: Date
  notAfter: Date
}

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2'
const COMMON_NAME = '2.5.4.3'
const EVERY_ADDRESS = ['0.0.0.0/0', '::/0']

/**
 * Creates a certificate authority whose name constraints permit only a domain with its subdomains, and no IP address.
 * Source: RFC 5280, 4.2.1.10
 */
export function makeAuthority(commonName: string, domain: string, period: Period): Certified {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = nameOf(commonName)
  const subtree = (base: Partial<GeneralName>) => new GeneralSubtree({ base: new GeneralName(base) })
  const constraints = new NameConstraints({
    permittedSubtrees: new GeneralSubtrees([subtree({ dNSName: domain })]),
    excludedSubtrees: new GeneralSubtrees(EVERY_ADDRESS.map((iPAddress) => subtree({ iPAddress }))),
  })
  const extensions = [
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: true, pathLenConstraint: 0 }), true),
    extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign), true),
    extension(id_ce_nameConstraints, constraints, true),
    extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(keyIdOf(keys.publicKey))),
  ]
  const signer = { name, key: keys.privateKey }
  return {
    key: pemOf(keys.privateKey),
    certificate: signed(signer, name, keys.publicKey, period, extensions),
  }
}

/** Creates a server certificate for some names, signed by an authority, whose certificate follows in the chain. */
export function makeLeaf(authority: Certified, names: readonly string[], period: Period): Certified {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const issuer = AsnConvert.parse(derOf(authority.certificate), Certificate).tbsCertificate.subject
  const authorityKey = createPublicKey(authority.key)
  const extensions = [
    extension(id_ce_basicConstraints, new BasicConstraints(), true),
    extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature), true),
    extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth])),
    extension(
      id_ce_subjectAltName,
      new SubjectAlternativeName(names.map((dNSName) => new GeneralName({ dNSName }))),
    ),
    extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(keyIdOf(keys.publicKey))),
    extension(
      id_ce_authorityKeyIdentifier,
      new AuthorityKeyIdentifier({ keyIdentifier: new SubjectKeyIdentifier(keyIdOf(authorityKey)) }),
    ),
  ]
  const signer = { name: issuer, key: authority.key }
  const leaf = signed(signer, nameOf(names[0] ?? ''), keys.publicKey, period, extensions)
  return { key: pemOf(keys.privateKey), certificate: leaf + authority.certificate }
}

/** The DER bytes of the first certificate in a PEM text. */
export function derOf(pem: string): Buffer {
  const [, base64 = ''] = /-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/.exec(pem) ?? []
  return Buffer.from(base64, 'base64')
}

interface Signer {
  name: Name
  key: KeyObject | string
}

function signed(
  signer: Signer,
  subject: Name,
  publicKey: KeyObject,
  period: Period,
  extensions: readonly Extension[],
): string {
  const signatureAlgorithm = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 })
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: serialNumber(),
    signature: signatureAlgorithm,
    issuer: signer.name,
    validity: new Validity(period),
    subject,
    subjectPublicKeyInfo: AsnConvert.parse(spkiOf(publicKey), SubjectPublicKeyInfo),
    extensions: new Extensions([...extensions]),
  })
  const signatureValue = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), signer.key)
  const certificate = new Certificate({
    tbsCertificate,
    signatureAlgorithm,
    signatureValue: bytes(signatureValue),
  })
  const base64 = Buffer.from(AsnConvert.serialize(certificate)).toString('base64')
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`
}

const nameOf = (text: string) =>
  new Name([
    new RelativeDistinguishedName([
      new AttributeTypeAndValue({ type: COMMON_NAME, value: new AttributeValue({ utf8String: text }) }),
    ]),
  ])

const extension = (extnID: string, value: object, critical = false) =>
  new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) })

/** A positive random serial number, long enough to be unique. */
function serialNumber(): ArrayBuffer {
  const number = randomBytes(16)
  number[0] = (number[0]! & 0x7f) | 0x40
  return bytes(number)
}

const keyIdOf = (key: KeyObject) => bytes(createHash('sha1').update(spkiOf(key)).digest())

const spkiOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' })

const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString()

/** The bytes as an ArrayBuffer of exactly their length, since that of a Buffer may be larger. */
const bytes = (buffer: Buffer): ArrayBuffer => Uint8Array.from(buffer).buffer
