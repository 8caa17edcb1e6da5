/** What programs print about certificates that were made for this: keytool of Java 17, openssl 3.0, and as apksigner and Gradle write it. */

export const fingerprint =
  '9A:FA:2E:5A:6F:97:80:B6:31:66:19:28:30:1A:DE:24:6B:5A:3C:FC:6C:35:A4:D8:15:93:46:16:EF:66:DF:D6';
export const ofChain =
  '40:54:45:ED:D4:85:A6:69:3B:5B:96:E6:4E:A3:43:D3:EB:79:D4:2D:0C:C8:37:6C:5D:30:D1:B0:5C:70:C7:62';

export const keytool = `Keystore type: PKCS12
Keystore provider: SUN

Your keystore contains 1 entry

Alias name: upload
Creation date: Dec 1, 2026
Entry type: PrivateKeyEntry
Certificate chain length: 1
Certificate[1]:
Owner: CN=Brand, O=Example
Issuer: CN=Brand, O=Example
Serial number: 43fd4058cca18be6
Valid from: Tue Dec 01 03:10:06 UTC 2026 until: Sat Apr 18 03:10:06 UTC 2054
Certificate fingerprints:
	 SHA1: B1:F8:1F:D6:38:58:79:88:7C:93:11:49:D1:0B:96:CB:D0:52:62:E3
	 SHA256: 9A:FA:2E:5A:6F:97:80:B6:31:66:19:28:30:1A:DE:24:6B:5A:3C:FC:6C:35:A4:D8:15:93:46:16:EF:66:DF:D6
Signature algorithm name: SHA256withECDSA
Subject Public Key Algorithm: 256-bit EC (secp256r1) key
Version: 3

Extensions: 

#1: ObjectId: 2.5.29.14 Criticality=false
SubjectKeyIdentifier [
KeyIdentifier [
0000: 7D 15 F7 9B 8A BA 55 DE   E1 04 2D 70 A9 5E 07 9B  ......U...-p.^..
0010: E8 E9 20 78                                        .. x
]
]



*******************************************
*******************************************`;

export const keytoolInShort = `Keystore type: PKCS12
Keystore provider: SUN

Your keystore contains 1 entry

upload, Dec 1, 2026, PrivateKeyEntry, 
Certificate fingerprint (SHA-256): 9A:FA:2E:5A:6F:97:80:B6:31:66:19:28:30:1A:DE:24:6B:5A:3C:FC:6C:35:A4:D8:15:93:46:16:EF:66:DF:D6`;

/** In German, of a certificate that another one issued. */
export const keytoolOfChain = `Keystore-Typ: PKCS12
Keystore-Provider: SUN

Keystore enthält 1 Eintrag

Aliasname: upload
Erstellungsdatum: 01.12.2026
Eintragstyp: PrivateKeyEntry
Zertifikatskettenlänge: 2
Zertifikat[1]:
Eigentümer: CN=Brand, O=Example
Aussteller: CN=Example CA
Seriennummer: df8c64ee93518cff
Gültig von: Tue Dec 01 03:17:04 UTC 2026 bis: Mon Mar 01 03:17:04 UTC 2027
Zertifikatsfingerprints:
	 SHA1: 75:47:D0:71:9E:C1:F4:34:74:50:9A:01:E6:C1:6A:EC:5E:18:FD:D2
	 SHA256: 40:54:45:ED:D4:85:A6:69:3B:5B:96:E6:4E:A3:43:D3:EB:79:D4:2D:0C:C8:37:6C:5D:30:D1:B0:5C:70:C7:62
Signaturalgorithmusname: SHA256withECDSA
Public Key-Algorithmus von Subject: 256-Bit-EC (secp256r1)-Schlüssel
Version: 3

Erweiterungen: 

#1: ObjectId: 2.5.29.35 Criticality=false
AuthorityKeyIdentifier [
KeyIdentifier [
0000: BC 92 5A EB F9 1B 6F A4   D8 6D 71 91 91 2A FF DE  ..Z...o..mq..*..
0010: C5 F6 A7 EB                                        ....
]
]

#2: ObjectId: 2.5.29.14 Criticality=false
SubjectKeyIdentifier [
KeyIdentifier [
0000: E7 0F D6 57 79 53 C1 B2   27 03 44 93 33 9C 40 60  ...WyS..'.D.3.@\`
0010: 23 A1 BE 47                                        #..G
]
]

Zertifikat[2]:
Eigentümer: CN=Example CA
Aussteller: CN=Example CA
Seriennummer: 3b085ce145b1a66a
Gültig von: Tue Dec 01 03:17:00 UTC 2026 bis: Sat Apr 18 03:17:00 UTC 2054
Zertifikatsfingerprints:
	 SHA1: 11:1D:57:D5:0C:CD:F4:4E:B3:65:FC:3B:6B:A3:DF:8E:10:EE:4D:5C
	 SHA256: 97:B2:17:95:B3:2B:6F:EC:BE:59:C2:28:6B:94:C9:CE:00:99:14:DD:93:4A:14:85:98:DE:52:20:44:C4:24:36
Signaturalgorithmusname: SHA256withECDSA
Public Key-Algorithmus von Subject: 256-Bit-EC (secp256r1)-Schlüssel
Version: 3

Erweiterungen: 

#1: ObjectId: 2.5.29.19 Criticality=true
BasicConstraints:[
  CA:true
  PathLen: no limit
]

#2: ObjectId: 2.5.29.14 Criticality=false
SubjectKeyIdentifier [
KeyIdentifier [
0000: BC 92 5A EB F9 1B 6F A4   D8 6D 71 91 91 2A FF DE  ..Z...o..mq..*..
0010: C5 F6 A7 EB                                        ....
]
]



*******************************************
*******************************************`;

export const keytoolOfJar = `Signer #1:

Certificate #1:
Owner: CN=Brand, O=Example
Issuer: CN=Brand, O=Example
Serial number: 43fd4058cca18be6
Valid from: Tue Dec 01 03:10:06 UTC 2026 until: Sat Apr 18 03:10:06 UTC 2054
Certificate fingerprints:
	 SHA1: B1:F8:1F:D6:38:58:79:88:7C:93:11:49:D1:0B:96:CB:D0:52:62:E3
	 SHA256: 9A:FA:2E:5A:6F:97:80:B6:31:66:19:28:30:1A:DE:24:6B:5A:3C:FC:6C:35:A4:D8:15:93:46:16:EF:66:DF:D6
Signature algorithm name: SHA256withECDSA
Subject Public Key Algorithm: 256-bit EC (secp256r1) key
Version: 3

Extensions: 

#1: ObjectId: 2.5.29.14 Criticality=false
SubjectKeyIdentifier [
KeyIdentifier [
0000: 7D 15 F7 9B 8A BA 55 DE   E1 04 2D 70 A9 5E 07 9B  ......U...-p.^..
0010: E8 E9 20 78                                        .. x
]
]`;

export const openssl =
  'sha256 Fingerprint=9A:FA:2E:5A:6F:97:80:B6:31:66:19:28:30:1A:DE:24:6B:5A:3C:FC:6C:35:A4:D8:15:93:46:16:EF:66:DF:D6';
export const opensslSha1 = 'SHA1 Fingerprint=B1:F8:1F:D6:38:58:79:88:7C:93:11:49:D1:0B:96:CB:D0:52:62:E3';
export const opensslSha512 =
  'sha512 Fingerprint=EE:EC:82:28:99:E0:E3:2E:17:2B:E9:97:30:ED:71:AB:4B:0C:50:6C:3E:B0:D3:C7:51:12:2C:7D:F4:B0:11:94:F1:60:4E:5B:7C:B1:14:2C:45:3D:65:DB:51:87:5B:BE:96:04:93:FF:85:E8:D1:3B:0D:18:6A:5D:46:71:B9:AF';

export const apksigner = `Verifies
Verified using v1 scheme (JAR signing): false
Verified using v2 scheme (APK Signature Scheme v2): true
Number of signers: 1
Signer #1 certificate DN: CN=Brand, O=Example
Signer #1 certificate SHA-256 digest: 9afa2e5a6f9780b631661928301ade246b5a3cfc6c35a4d815934616ef66dfd6
Signer #1 certificate SHA-1 digest: b1f81fd6385879887c931149d10b96cbd05262e3
Signer #1 certificate MD5 digest: d41d8cd98f00b204e9800998ecf8427e
Signer #1 key algorithm: EC
Signer #1 key size (bits): 256
Signer #1 public key SHA-256 digest: e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7
Signer #1 public key SHA-1 digest: e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7e7
Source Stamp Signer certificate SHA-256 digest: 5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a`;

export const gradle = `> Task :app:signingReport
Variant: release
Config: release
Store: /home/brand/upload.p12
Alias: upload
MD5: D4:1D:8C:D9:8F:00:B2:04:E9:80:09:98:EC:F8:42:7E
SHA1: B1:F8:1F:D6:38:58:79:88:7C:93:11:49:D1:0B:96:CB:D0:52:62:E3
SHA-256: 9A:FA:2E:5A:6F:97:80:B6:31:66:19:28:30:1A:DE:24:6B:5A:3C:FC:6C:35:A4:D8:15:93:46:16:EF:66:DF:D6
Valid until: Saturday, April 18, 2054`;
