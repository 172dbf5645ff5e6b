import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { errorCode } from '../error-code.ts';
import { OperatorError } from '../errors.ts';

const CERTIFICATES = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
const SETTING = 'HOOKLINE_DELIVERY_CA_FILE';

/** The certificates, in PEM, that are trusted beside Node's. @throws OperatorError unless there is one, and each can be read */
export async function readExtraCa(file: string): Promise<string[]> {
  const certificates = (await read(file)).match(CERTIFICATES) ?? [];
  if (certificates.length === 0)
    throw new OperatorError(
      `No certificate is in ${file}, which ${SETTING} names.`,
      'Give it the certificates of your authorities as PEM: "-----BEGIN CERTIFICATE-----", base64, "-----END CERTIFICATE-----".',
    );
  for (const [index, certificate] of certificates.entries()) {
    if (!isCertificate(certificate))
      throw new OperatorError(
        `Certificate ${index + 1} in ${file}, which ${SETTING} names, cannot be read.`,
        'Copy it anew; `openssl x509 -noout -subject -in FILE` shows whether it is whole.',
      );
  }
  return [...certificates];
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new OperatorError(
      `The certificates that ${SETTING} names cannot be read from ${file} (${errorCode(error)}).`,
      `Correct ${SETTING}, or let this user read the file.`,
    );
  }
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== null;
  } catch {
    return false;
  }
}
