import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintShape } from '../files/android-file.ts';
import * as printed from './fingerprints.testing.ts';
import { findFingerprints } from './fingerprints.ts';

const { fingerprint, ofChain } = printed;
const other = ofChain;
/** What keytool writes behind the certificates of a signer whose signature somebody dated. */
const dated = `${printed.keytoolOfJar}\n\nTimestamp:\n\nCertificate #1:\n\t SHA256: ${other}\n`;

describe('the fingerprints of certificates', () => {
  it.each([
    ['keytool -list -v', printed.keytool, [fingerprint]],
    ['keytool -list', printed.keytoolInShort, [fingerprint]],
    ['keytool about a certificate that another one issued', printed.keytoolOfChain, [ofChain]],
    ['keytool -printcert -jarfile', printed.keytoolOfJar, [fingerprint]],
    ['keytool about a signature that is dated', dated, [fingerprint]],
    ['and about two signers', `${dated}Signer #2:\n\nCertificate #1:\n\t SHA256: ${other}`, [fingerprint, other]],
    ['openssl x509 -fingerprint -sha256', printed.openssl, [fingerprint]],
    ['apksigner verify --verbose --print-certs', printed.apksigner, [fingerprint]],
    ['gradle signingReport', printed.gradle, [fingerprint]],
    ['Windows', printed.keytool.replaceAll('\n', '\r\n'), [fingerprint]],
    ['the Play Console', `SHA-256 certificate fingerprint\n${fingerprint}\n`, [fingerprint]],
    ['assetlinks.json', `"sha256_cert_fingerprints": ["${fingerprint}", "${other}"]`, [fingerprint, other]],
    ['a mail that broke the line', `SHA256:\n${fingerprint.replace(/(.{48})/, '$1\n')}`, [fingerprint]],
    ['somebody who wrote blanks', fingerprint.replaceAll(':', ' ').toLowerCase(), [fingerprint]],
    ['somebody who wrote two', `${fingerprint}\n${other}`, [fingerprint, other]],
  ])('are found in the words of %s', (_, text, found) => {
    expect(findFingerprints(text)).toEqual(found);
  });

  it('are not those of SHA-1', () => {
    expect(findFingerprints(printed.opensslSha1)).toBe('sha-1');
    expect(findFingerprints(printed.keytool.replace(/SHA256:.*/, ''))).toBe('sha-1');
  });

  it.each([
    ['SHA-512', printed.opensslSha512],
    ['a public key', printed.apksigner.replace(/.*certificate SHA.*/g, '').replace(/.*public key SHA-1.*/, '')],
    ['nothing', ''],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMIIB'],
    ['one with a digit more', `${fingerprint}0`],
    ['one with a byte more', `${fingerprint}:00`],
  ])('are not those of %s', (_, text) => {
    expect(findFingerprints(text)).toBeUndefined();
  });

  it('are right or none, whatever is pasted', () => {
    const piece = fc.oneof(
      fc.constantFrom('SHA1: ', 'SHA256: ', '\n', ':', 'public key ', 'Certificate[2]:', other),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const found = findFingerprints(pieces.join(''));
        if (typeof found !== 'object') return;
        expect(found.length).toBeGreaterThan(0);
        for (const one of found) expect(one).toMatch(fingerprintShape);
      }),
    );
  });

  it('are looked for no longer in a long text', () => {
    const began = performance.now();
    findFingerprints('A'.repeat(20_000));
    findFingerprints('AA:'.repeat(7000));
    findFingerprints(`${'AA:'.repeat(31)} `.repeat(200));
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
