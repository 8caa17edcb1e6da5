/** What keytool prints above each certificate, in English and German. The first is that of the app, others are of who issued it. */
const certificate = /^\s*(?:Certificate|Zertifikat) ?[#[](\d+)\]?:/;
/** What it prints above those of the app, and above those of who dated its signature. */
const signer = /^\s*(?:Signer|Signaturgeber) #\d+:/;
const timestamp = /^\s*(?:Timestamp|Zeitstempel):/;
/** What apksigner prints beside the fingerprint of the certificate. */
const notOfCertificate = /public key|source stamp/i;

const sha256 = /(?<![\dA-F:])(?:[\dA-F]{2}(?::[\dA-F]{2}){31}|[\dA-F]{64})(?![\dA-F:])/gi;
const sha1 = /(?<![\dA-F:])(?:[\dA-F]{2}(?::[\dA-F]{2}){19}|[\dA-F]{40})(?![\dA-F:])/i;

/**
 * The SHA-256 fingerprints of certificates in what somebody entered: one however it is written, or all that openssl, keytool,
 * apksigner or Gradle printed. In the only form that Android reads: capitals, with colons. None: `sha-1` if there is one.
 */
export function findFingerprints(typed: string): readonly string[] | 'sha-1' | undefined {
  const alone = typed.replace(/^\s*SHA-?256[:\s]/i, '').replace(/[\s:-]/g, '');
  if (/^[\dA-F]{64}$/i.test(alone)) return [written(alone)];
  const found = linesOfApp(typed).flatMap((line) => line.match(sha256) ?? []);
  if (found.length > 0) return found.map(written);
  return sha1.test(typed) ? 'sha-1' : undefined;
}

/** Without what is about other certificates, or about no certificate. */
function linesOfApp(text: string): readonly string[] {
  let [isFirst, isTimestamp] = [true, false];
  return text.split(/\r?\n/).filter((line) => {
    const number = certificate.exec(line)?.[1];
    if (number !== undefined) isFirst = number === '1';
    if (signer.test(line)) [isFirst, isTimestamp] = [true, false];
    if (timestamp.test(line)) isTimestamp = true;
    return isFirst && !isTimestamp && !notOfCertificate.test(line);
  });
}

function written(digits: string): string {
  return digits.replaceAll(':', '').toUpperCase().match(/../g)?.join(':') ?? '';
}
