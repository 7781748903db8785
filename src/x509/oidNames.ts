/** The names of an object identifier. */
export interface OidName {
	/** `CN`, `prime256v1`, `subjectAltName`. */
	readonly shortName: string;
	/** `commonName`, `X509v3 Subject Alternative Name`; the short one where there is no other. */
	readonly longName: string;
}

/** The names by which OpenSSL, and so everybody, knows an OID; undefined if unknown. */
export function oidName(oid: string): OidName | undefined {
	names ??= readTable();
	return names.get(oid);
}

let names: Map<string, OidName> | undefined;

function readTable(): Map<string, OidName> {
	const read = new Map<string, OidName>();
	for (const line of table.trim().split('\n')) {
		const [arc = '', entries = ''] = line.split(': ');
		for (const entry of entries.split('; ')) {
			const [number = '', shortName = '', ...rest] = entry.split(' ');
			const longName = rest.length === 0 ? shortName : rest.join(' ');
			read.set(`${arc}.${number}`, { shortName, longName });
		}
	}
	return read;
}

/**
 * What stands in certificates, requests, CRLs and keys, out of `openssl list -objects` (3.0), with
 * the post-quantum algorithms of FIPS 203 to 205: arc, then number, short and long name of each.
 */
const table = `
0.9.2342.19200300.100.1: 1 UID userId; 3 mail rfc822Mailbox; 25 DC domainComponent
1.2.156.10197.1: 301 SM2 sm2; 401 SM3 sm3; 501 SM2-SM3 SM2-with-SM3
1.2.643.2.2: 3 id-GostR3411-94-with-GostR3410-2001 GOST R 34.11-94 with GOST R 34.10-2001
1.2.643.2.2: 9 md_gost94 GOST R 34.11-94; 19 gost2001 GOST R 34.10-2001; 20 gost94 GOST R 34.10-94
1.2.643.2.2.31: 1 id-Gost28147-89-CryptoPro-A-ParamSet
1.2.643.3.131.1: 1 INN
1.2.643.7.1.1: 1 id-tc26-sign; 2 id-tc26-digest; 3 id-tc26-signwithdigest
1.2.643.7.1.1.1: 1 gost2012_256 GOST R 34.10-2012 with 256 bit modulus
1.2.643.7.1.1.1: 2 gost2012_512 GOST R 34.10-2012 with 512 bit modulus
1.2.643.7.1.1.2: 2 md_gost12_256 GOST R 34.11-2012 with 256 bit hash
1.2.643.7.1.1.2: 3 md_gost12_512 GOST R 34.11-2012 with 512 bit hash
1.2.643.7.1.1.3: 2 id-tc26-signwithdigest-gost3410-2012-256 GOST R 34.10-2012 with GOST R 34.11-2012 (256 bit)
1.2.643.7.1.1.3: 3 id-tc26-signwithdigest-gost3410-2012-512 GOST R 34.10-2012 with GOST R 34.11-2012 (512 bit)
1.2.643.100: 1 OGRN; 3 SNILS; 5 OGRNIP; 111 subjectSignTool Signing Tool of Subject
1.2.643.100: 112 issuerSignTool Signing Tool of Issuer; 113 classSignTool Class of Signing Tool
1.2.643.100.113: 1 classSignToolKC1 Class of Signing Tool KC1
1.2.643.100.113: 2 classSignToolKC2 Class of Signing Tool KC2
1.2.643.100.113: 3 classSignToolKC3 Class of Signing Tool KC3
1.2.643.100.113: 4 classSignToolKB1 Class of Signing Tool KB1
1.2.643.100.113: 5 classSignToolKB2 Class of Signing Tool KB2
1.2.643.100.113: 6 classSignToolKA1 Class of Signing Tool KA1
1.2.840.10040.4: 1 DSA dsaEncryption; 3 DSA-SHA1 dsaWithSHA1
1.2.840.10045.1: 1 prime-field; 2 characteristic-two-field
1.2.840.10045.2: 1 id-ecPublicKey
1.2.840.10045.3.1: 1 prime192v1; 2 prime192v2; 3 prime192v3; 4 prime239v1; 5 prime239v2
1.2.840.10045.3.1: 6 prime239v3; 7 prime256v1
1.2.840.10045.4: 1 ecdsa-with-SHA1; 2 ecdsa-with-Recommended; 3 ecdsa-with-Specified
1.2.840.10045.4.3: 1 ecdsa-with-SHA224; 2 ecdsa-with-SHA256; 3 ecdsa-with-SHA384
1.2.840.10045.4.3: 4 ecdsa-with-SHA512
1.2.840.113549.1.1: 1 rsaEncryption; 2 RSA-MD2 md2WithRSAEncryption
1.2.840.113549.1.1: 3 RSA-MD4 md4WithRSAEncryption; 4 RSA-MD5 md5WithRSAEncryption
1.2.840.113549.1.1: 5 RSA-SHA1 sha1WithRSAEncryption; 6 rsaOAEPEncryptionSET
1.2.840.113549.1.1: 7 RSAES-OAEP rsaesOaep; 8 MGF1 mgf1; 9 PSPECIFIED pSpecified
1.2.840.113549.1.1: 10 RSASSA-PSS rsassaPss; 11 RSA-SHA256 sha256WithRSAEncryption
1.2.840.113549.1.1: 12 RSA-SHA384 sha384WithRSAEncryption; 13 RSA-SHA512 sha512WithRSAEncryption
1.2.840.113549.1.1: 14 RSA-SHA224 sha224WithRSAEncryption
1.2.840.113549.1.1: 15 RSA-SHA512/224 sha512-224WithRSAEncryption
1.2.840.113549.1.1: 16 RSA-SHA512/256 sha512-256WithRSAEncryption
1.2.840.113549.1.5: 1 PBE-MD2-DES pbeWithMD2AndDES-CBC; 3 PBE-MD5-DES pbeWithMD5AndDES-CBC
1.2.840.113549.1.5: 4 PBE-MD2-RC2-64 pbeWithMD2AndRC2-CBC; 6 PBE-MD5-RC2-64 pbeWithMD5AndRC2-CBC
1.2.840.113549.1.5: 10 PBE-SHA1-DES pbeWithSHA1AndDES-CBC
1.2.840.113549.1.5: 11 PBE-SHA1-RC2-64 pbeWithSHA1AndRC2-CBC; 12 PBKDF2; 13 PBES2; 14 PBMAC1
1.2.840.113549.1.7: 1 pkcs7-data; 2 pkcs7-signedData; 3 pkcs7-envelopedData
1.2.840.113549.1.7: 4 pkcs7-signedAndEnvelopedData; 5 pkcs7-digestData; 6 pkcs7-encryptedData
1.2.840.113549.1.9: 1 emailAddress; 2 unstructuredName; 3 contentType; 4 messageDigest
1.2.840.113549.1.9: 5 signingTime; 6 countersignature; 7 challengePassword; 8 unstructuredAddress
1.2.840.113549.1.9: 9 extendedCertificateAttributes; 14 extReq Extension Request
1.2.840.113549.1.9: 15 SMIME-CAPS S/MIME Capabilities; 16 SMIME S/MIME; 20 friendlyName
1.2.840.113549.1.9: 21 localKeyID
1.2.840.113549.1.9.22: 1 x509Certificate; 2 sdsiCertificate
1.2.840.113549.1.9.23: 1 x509Crl
1.2.840.113549.1.12.1: 1 PBE-SHA1-RC4-128 pbeWithSHA1And128BitRC4
1.2.840.113549.1.12.1: 2 PBE-SHA1-RC4-40 pbeWithSHA1And40BitRC4
1.2.840.113549.1.12.1: 3 PBE-SHA1-3DES pbeWithSHA1And3-KeyTripleDES-CBC
1.2.840.113549.1.12.1: 4 PBE-SHA1-2DES pbeWithSHA1And2-KeyTripleDES-CBC
1.2.840.113549.1.12.1: 5 PBE-SHA1-RC2-128 pbeWithSHA1And128BitRC2-CBC
1.2.840.113549.1.12.1: 6 PBE-SHA1-RC2-40 pbeWithSHA1And40BitRC2-CBC
1.2.840.113549.1.12.10.1: 1 keyBag; 2 pkcs8ShroudedKeyBag; 3 certBag; 4 crlBag; 5 secretBag
1.2.840.113549.1.12.10.1: 6 safeContentsBag
1.2.840.113549.2: 2 MD2 md2; 4 MD4 md4; 5 MD5 md5; 6 hmacWithMD5; 7 hmacWithSHA1; 8 hmacWithSHA224
1.2.840.113549.2: 9 hmacWithSHA256; 10 hmacWithSHA384; 11 hmacWithSHA512; 12 hmacWithSHA512-224
1.2.840.113549.2: 13 hmacWithSHA512-256
1.2.840.113549.3: 2 RC2-CBC rc2-cbc; 4 RC4 rc4; 7 DES-EDE3-CBC des-ede3-cbc; 10 DES-CDMF des-cdmf
1.3.6.1.4.1.311.2.1: 14 msExtReq Microsoft Extension Request
1.3.6.1.4.1.311.2.1: 21 msCodeInd Microsoft Individual Code Signing
1.3.6.1.4.1.311.2.1: 22 msCodeCom Microsoft Commercial Code Signing
1.3.6.1.4.1.311.10.3: 1 msCTLSign Microsoft Trust List Signing
1.3.6.1.4.1.311.10.3: 3 msSGC Microsoft Server Gated Crypto
1.3.6.1.4.1.311.10.3: 4 msEFS Microsoft Encrypted File System
1.3.6.1.4.1.311.17: 1 CSPName Microsoft CSP Name; 2 LocalKeySet Microsoft Local Key set
1.3.6.1.4.1.311.20.2: 2 msSmartcardLogin Microsoft Smartcard Login
1.3.6.1.4.1.311.20.2: 3 msUPN Microsoft User Principal Name
1.3.6.1.4.1.311.60.2.1: 1 jurisdictionL jurisdictionLocalityName
1.3.6.1.4.1.311.60.2.1: 2 jurisdictionST jurisdictionStateOrProvinceName
1.3.6.1.4.1.311.60.2.1: 3 jurisdictionC jurisdictionCountryName
1.3.6.1.4.1.11129.2.4: 2 ct_precert_scts CT Precertificate SCTs
1.3.6.1.4.1.11129.2.4: 3 ct_precert_poison CT Precertificate Poison
1.3.6.1.4.1.11129.2.4: 4 ct_precert_signer CT Precertificate Signer
1.3.6.1.4.1.11129.2.4: 5 ct_cert_scts CT Certificate SCTs
1.3.6.1.5.2.3: 4 pkInitClientAuth PKINIT Client Auth; 5 pkInitKDC Signing KDC Response
1.3.6.1.5.5.7.1: 1 authorityInfoAccess Authority Information Access
1.3.6.1.5.5.7.1: 2 biometricInfo Biometric Info; 3 qcStatements; 4 ac-auditEntity; 5 ac-targeting
1.3.6.1.5.5.7.1: 6 aaControls; 7 sbgp-ipAddrBlock; 8 sbgp-autonomousSysNum
1.3.6.1.5.5.7.1: 9 sbgp-routerIdentifier; 10 ac-proxying
1.3.6.1.5.5.7.1: 11 subjectInfoAccess Subject Information Access
1.3.6.1.5.5.7.1: 14 proxyCertInfo Proxy Certificate Information; 24 tlsfeature TLS Feature
1.3.6.1.5.5.7.1: 28 sbgp-ipAddrBlockv2; 29 sbgp-autonomousSysNumv2
1.3.6.1.5.5.7.2: 1 id-qt-cps Policy Qualifier CPS; 2 id-qt-unotice Policy Qualifier User Notice
1.3.6.1.5.5.7.2: 3 textNotice
1.3.6.1.5.5.7.3: 1 serverAuth TLS Web Server Authentication
1.3.6.1.5.5.7.3: 2 clientAuth TLS Web Client Authentication; 3 codeSigning Code Signing
1.3.6.1.5.5.7.3: 4 emailProtection E-mail Protection; 5 ipsecEndSystem IPSec End System
1.3.6.1.5.5.7.3: 6 ipsecTunnel IPSec Tunnel; 7 ipsecUser IPSec User; 8 timeStamping Time Stamping
1.3.6.1.5.5.7.3: 9 OCSPSigning OCSP Signing; 10 DVCS dvcs; 17 ipsecIKE ipsec Internet Key Exchange
1.3.6.1.5.5.7.3: 21 secureShellClient SSH Client; 22 secureShellServer SSH Server
1.3.6.1.5.5.7.8: 1 id-on-personalData; 3 id-on-permanentIdentifier Permanent Identifier
1.3.6.1.5.5.7.8: 5 id-on-xmppAddr XmppAddr; 7 id-on-dnsSRV SRVName; 8 id-on-NAIRealm NAIRealm
1.3.6.1.5.5.7.8: 9 id-on-SmtpUTF8Mailbox Smtp UTF8 Mailbox
1.3.6.1.5.5.7.9: 1 id-pda-dateOfBirth; 2 id-pda-placeOfBirth; 3 id-pda-gender
1.3.6.1.5.5.7.9: 4 id-pda-countryOfCitizenship; 5 id-pda-countryOfResidence
1.3.6.1.5.5.7.21: 0 id-ppl-anyLanguage Any language; 1 id-ppl-inheritAll Inherit all
1.3.6.1.5.5.7.21: 2 id-ppl-independent Independent
1.3.6.1.5.5.7.48: 1 OCSP; 2 caIssuers CA Issuers; 3 ad_timestamping AD Time Stamping
1.3.6.1.5.5.7.48: 4 AD_DVCS ad dvcs; 5 caRepository CA Repository; 10 rpkiManifest RPKI Manifest
1.3.6.1.5.5.7.48: 11 signedObject Signed Object; 13 rpkiNotify RPKI Notify
1.3.6.1.5.5.7.48.1: 1 basicOCSPResponse Basic OCSP Response; 2 Nonce OCSP Nonce
1.3.6.1.5.5.7.48.1: 3 CrlID OCSP CRL ID; 4 acceptableResponses Acceptable OCSP Responses
1.3.6.1.5.5.7.48.1: 5 noCheck OCSP No Check; 6 archiveCutoff OCSP Archive Cutoff
1.3.6.1.5.5.7.48.1: 7 serviceLocator OCSP Service Locator; 8 extendedStatus Extended OCSP Status
1.3.6.1.5.5.7.48.1: 9 valid; 10 path; 11 trustRoot Trust Root
1.3.14.3.2: 7 DES-CBC des-cbc; 12 DSA-old dsaEncryption-old; 13 DSA-SHA dsaWithSHA
1.3.14.3.2: 15 RSA-SHA shaWithRSAEncryption; 26 SHA1 sha1; 29 RSA-SHA1-2 sha1WithRSA
1.3.36.3.3.2.8.1.1: 1 brainpoolP160r1; 2 brainpoolP160t1; 3 brainpoolP192r1; 4 brainpoolP192t1
1.3.36.3.3.2.8.1.1: 5 brainpoolP224r1; 6 brainpoolP224t1; 7 brainpoolP256r1; 8 brainpoolP256t1
1.3.36.3.3.2.8.1.1: 9 brainpoolP320r1; 10 brainpoolP320t1; 11 brainpoolP384r1; 12 brainpoolP384t1
1.3.36.3.3.2.8.1.1: 13 brainpoolP512r1; 14 brainpoolP512t1
1.3.101.1.4: 1 SXNetID Strong Extranet ID
1.3.101: 110 X25519; 111 X448; 112 ED25519; 113 ED448
1.3.132.0: 10 secp256k1; 33 secp224r1; 34 secp384r1; 35 secp521r1
2.5.4: 3 CN commonName; 4 SN surname; 5 serialNumber; 6 C countryName; 7 L localityName
2.5.4: 8 ST stateOrProvinceName; 9 street streetAddress; 10 O organizationName
2.5.4: 11 OU organizationalUnitName; 12 title; 13 description; 14 searchGuide; 15 businessCategory
2.5.4: 16 postalAddress; 17 postalCode; 18 postOfficeBox; 19 physicalDeliveryOfficeName
2.5.4: 20 telephoneNumber; 21 telexNumber; 22 teletexTerminalIdentifier
2.5.4: 23 facsimileTelephoneNumber; 24 x121Address; 25 internationaliSDNNumber
2.5.4: 26 registeredAddress; 27 destinationIndicator; 28 preferredDeliveryMethod
2.5.4: 29 presentationAddress; 30 supportedApplicationContext; 31 member; 32 owner
2.5.4: 33 roleOccupant; 34 seeAlso; 35 userPassword; 36 userCertificate; 37 cACertificate
2.5.4: 38 authorityRevocationList; 39 certificateRevocationList; 40 crossCertificatePair; 41 name
2.5.4: 42 GN givenName; 43 initials; 44 generationQualifier; 45 x500UniqueIdentifier
2.5.4: 46 dnQualifier; 47 enhancedSearchGuide; 48 protocolInformation; 49 distinguishedName
2.5.4: 50 uniqueMember; 51 houseIdentifier; 52 supportedAlgorithms; 53 deltaRevocationList
2.5.4: 54 dmdName; 65 pseudonym; 72 role; 97 organizationIdentifier; 98 c3 countryCode3c
2.5.4: 99 n3 countryCode3n; 100 dnsName
2.5.8.1: 1 RSA rsa
2.5.29: 9 subjectDirectoryAttributes X509v3 Subject Directory Attributes
2.5.29: 14 subjectKeyIdentifier X509v3 Subject Key Identifier; 15 keyUsage X509v3 Key Usage
2.5.29: 16 privateKeyUsagePeriod X509v3 Private Key Usage Period
2.5.29: 17 subjectAltName X509v3 Subject Alternative Name
2.5.29: 18 issuerAltName X509v3 Issuer Alternative Name
2.5.29: 19 basicConstraints X509v3 Basic Constraints; 20 crlNumber X509v3 CRL Number
2.5.29: 21 CRLReason X509v3 CRL Reason Code; 23 holdInstructionCode Hold Instruction Code
2.5.29: 24 invalidityDate Invalidity Date; 27 deltaCRL X509v3 Delta CRL Indicator
2.5.29: 28 issuingDistributionPoint X509v3 Issuing Distribution Point
2.5.29: 29 certificateIssuer X509v3 Certificate Issuer; 30 nameConstraints X509v3 Name Constraints
2.5.29: 31 crlDistributionPoints X509v3 CRL Distribution Points
2.5.29: 32 certificatePolicies X509v3 Certificate Policies
2.5.29: 33 policyMappings X509v3 Policy Mappings
2.5.29: 35 authorityKeyIdentifier X509v3 Authority Key Identifier
2.5.29: 36 policyConstraints X509v3 Policy Constraints
2.5.29: 37 extendedKeyUsage X509v3 Extended Key Usage; 46 freshestCRL X509v3 Freshest CRL
2.5.29: 54 inhibitAnyPolicy X509v3 Inhibit Any Policy; 55 targetInformation X509v3 AC Targeting
2.5.29: 56 noRevAvail X509v3 No Revocation Available
2.5.29.32: 0 anyPolicy X509v3 Any Policy
2.5.29.37: 0 anyExtendedKeyUsage Any Extended Key Usage
2.16.840.1.101.3.4.1: 2 AES-128-CBC aes-128-cbc; 6 id-aes128-GCM aes-128-gcm
2.16.840.1.101.3.4.1: 22 AES-192-CBC aes-192-cbc; 26 id-aes192-GCM aes-192-gcm
2.16.840.1.101.3.4.1: 42 AES-256-CBC aes-256-cbc; 46 id-aes256-GCM aes-256-gcm
2.16.840.1.101.3.4.2: 1 SHA256 sha256; 2 SHA384 sha384; 3 SHA512 sha512; 4 SHA224 sha224
2.16.840.1.101.3.4.2: 5 SHA512-224 sha512-224; 6 SHA512-256 sha512-256; 7 SHA3-224 sha3-224
2.16.840.1.101.3.4.2: 8 SHA3-256 sha3-256; 9 SHA3-384 sha3-384; 10 SHA3-512 sha3-512
2.16.840.1.101.3.4.2: 11 SHAKE128 shake128; 12 SHAKE256 shake256
2.16.840.1.101.3.4.2: 13 id-hmacWithSHA3-224 hmac-sha3-224; 14 id-hmacWithSHA3-256 hmac-sha3-256
2.16.840.1.101.3.4.2: 15 id-hmacWithSHA3-384 hmac-sha3-384; 16 id-hmacWithSHA3-512 hmac-sha3-512
2.16.840.1.101.3.4.2: 19 KMAC128 kmac128; 20 KMAC256 kmac256
2.16.840.1.101.3.4.3: 1 dsa_with_SHA224; 2 dsa_with_SHA256; 3 id-dsa-with-sha384 dsa_with_SHA384
2.16.840.1.101.3.4.3: 4 id-dsa-with-sha512 dsa_with_SHA512
2.16.840.1.101.3.4.3: 5 id-dsa-with-sha3-224 dsa_with_SHA3-224
2.16.840.1.101.3.4.3: 6 id-dsa-with-sha3-256 dsa_with_SHA3-256
2.16.840.1.101.3.4.3: 7 id-dsa-with-sha3-384 dsa_with_SHA3-384
2.16.840.1.101.3.4.3: 8 id-dsa-with-sha3-512 dsa_with_SHA3-512
2.16.840.1.101.3.4.3: 9 id-ecdsa-with-sha3-224 ecdsa_with_SHA3-224
2.16.840.1.101.3.4.3: 10 id-ecdsa-with-sha3-256 ecdsa_with_SHA3-256
2.16.840.1.101.3.4.3: 11 id-ecdsa-with-sha3-384 ecdsa_with_SHA3-384
2.16.840.1.101.3.4.3: 12 id-ecdsa-with-sha3-512 ecdsa_with_SHA3-512
2.16.840.1.101.3.4.3: 13 id-rsassa-pkcs1-v1_5-with-sha3-224 RSA-SHA3-224
2.16.840.1.101.3.4.3: 14 id-rsassa-pkcs1-v1_5-with-sha3-256 RSA-SHA3-256
2.16.840.1.101.3.4.3: 15 id-rsassa-pkcs1-v1_5-with-sha3-384 RSA-SHA3-384
2.16.840.1.101.3.4.3: 16 id-rsassa-pkcs1-v1_5-with-sha3-512 RSA-SHA3-512; 17 ML-DSA-44
2.16.840.1.101.3.4.3: 18 ML-DSA-65; 19 ML-DSA-87; 20 SLH-DSA-SHA2-128s; 21 SLH-DSA-SHA2-128f
2.16.840.1.101.3.4.3: 22 SLH-DSA-SHA2-192s; 23 SLH-DSA-SHA2-192f; 24 SLH-DSA-SHA2-256s
2.16.840.1.101.3.4.3: 25 SLH-DSA-SHA2-256f; 26 SLH-DSA-SHAKE-128s; 27 SLH-DSA-SHAKE-128f
2.16.840.1.101.3.4.3: 28 SLH-DSA-SHAKE-192s; 29 SLH-DSA-SHAKE-192f; 30 SLH-DSA-SHAKE-256s
2.16.840.1.101.3.4.3: 31 SLH-DSA-SHAKE-256f
2.16.840.1.113730.1: 1 nsCertType Netscape Cert Type; 2 nsBaseUrl Netscape Base Url
2.16.840.1.113730.1: 3 nsRevocationUrl Netscape Revocation Url
2.16.840.1.113730.1: 4 nsCaRevocationUrl Netscape CA Revocation Url
2.16.840.1.113730.1: 7 nsRenewalUrl Netscape Renewal Url; 8 nsCaPolicyUrl Netscape CA Policy Url
2.16.840.1.113730.1: 12 nsSslServerName Netscape SSL Server Name; 13 nsComment Netscape Comment
2.16.840.1.113730.4: 1 nsSGC Netscape Server Gated Crypto
2.16.840.1.101.3.4.4: 1 ML-KEM-512; 2 ML-KEM-768; 3 ML-KEM-1024
`;
