import { createPrivateKey, generateKeyPairSync, sign, X509Certificate } from 'node:crypto';

export interface Certificate {
  /** PEM, as node:tls takes them. */
  key: string;
  cert: string;
}

interface CertificateOptions {
  /** Signs it; else it signs itself. */
  issuer?: Certificate;
  /** Beside the first one. */
  moreNames?: readonly string[];
  isAuthority?: boolean;
}

/** Makes a certificate for a DNS name, valid between two dates of this century before 2050. */
export function createCertificate(
  dnsName: string,
  notBefore: Date,
  notAfter: Date,
  { issuer, moreNames = [], isAuthority = false }: CertificateOptions = {},
): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
  const names = [dnsName, ...moreNames].map((each) => der(0x82, Buffer.from(each)));
  const alternativeName = sequence(oid('551d11'), der(0x04, sequence(...names)));
  const authority = sequence(oid('551d13'), der(0x04, sequence(der(0x01, Buffer.from([0xff])))));
  const issuerName = issuer ? new X509Certificate(issuer.cert).subject.replace(/^CN=/, '') : dnsName;
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    distinguishedName(issuerName),
    sequence(utcTime(notBefore), utcTime(notAfter)),
    distinguishedName(dnsName),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(alternativeName, ...(isAuthority ? [authority] : []))),
  );
  const signingKey = issuer ? createPrivateKey(issuer.key) : privateKey;
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, signingKey)]));
  const certificate = sequence(body, ecdsaWithSha256, signature);
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString('base64')}\n-----END CERTIFICATE-----\n`,
  };
}

function distinguishedName(commonName: string): Buffer {
  return sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(commonName)))));
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const head =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function utcTime(date: Date): Buffer {
  return der(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replace(/[-T:]/g, '')}Z`));
}
