import type { Certificate } from '../x509/certificate';
import type { Crl } from '../x509/crl';
import { DerReader } from '../x509/der';
import type { GeneralName } from '../x509/extensions';
import {
	readDistributionPoints,
	type DistributionPoint,
	type DistributionPointName,
} from '../x509/extensions/distributionPoints';
import type { Name } from '../x509/name';

/** Whether a CRL is about a certificate: for every reason, for some of them, or not at all. */
export type CrlScope = 'all-reasons' | 'some-reasons' | 'none';

/** Whether `crl` is about `certificate` (RFC 5280 6.3.3 (b) and (d)). */
export function scopeOf(crl: Crl, certificate: Certificate): CrlScope {
	const scope = crl.issuingDistributionPoint;
	if (scope === undefined) {
		return 'all-reasons';
	}
	const isCa = certificate.basicConstraints?.isCa === true;
	if (
		scope.onlyContainsAttributeCerts ||
		(scope.onlyContainsUserCerts && isCa) ||
		(scope.onlyContainsCACerts && !isCa)
	) {
		return 'none';
	}
	const whole = scope.hasOnlySomeReasons ? 'some-reasons' : 'all-reasons';
	if (scope.name === undefined) {
		return whole;
	}
	const names = namesOf(scope.name, crl.issuer);
	const isNamed = (others: readonly string[]): boolean =>
		others.some((name) => names.includes(name));
	// 6.3.3: a CRL of the certificate's issuer is looked at as if a point had the issuer's name.
	if (isNamed([directoryName(certificate.issuer)])) {
		return whole;
	}
	const points = pointsOf(certificate).filter((point) => isNamed(namesOfPoint(point, crl)));
	if (points.some(({ hasReasons }) => !hasReasons)) {
		return whole;
	}
	return points.length > 0 ? 'some-reasons' : 'none';
}

/** True if a distribution point of `certificate` says that `crl`, of another issuer, speaks of it. */
export function isNamedAsCrlIssuer(crl: Crl, certificate: Certificate): boolean {
	return pointsOf(certificate).some((point) => hasCrlIssuer(point, crl.issuer));
}

const points = new WeakMap<Certificate, readonly DistributionPoint[]>();

/** None where the extension cannot be read, which is a fault of the path in itself. */
function pointsOf(certificate: Certificate): readonly DistributionPoint[] {
	let known = points.get(certificate);
	if (known === undefined) {
		const extension = certificate.extensions.find(({ name }) => name === 'crlDistributionPoints');
		known = extension?.isDecoded ? readDistributionPoints(new DerReader(extension.value)) : [];
		points.set(certificate, known);
	}
	return known;
}

/** Comparable names of a distribution point, as far as its CRLs may come from the issuer of `crl`. */
function namesOfPoint(point: DistributionPoint, { issuer }: Crl): readonly string[] {
	const { name, crlIssuer } = point;
	if (crlIssuer.length > 0 && !hasCrlIssuer(point, issuer)) {
		return [];
	}
	return name === undefined ? crlIssuer.map(comparable) : namesOf(name, issuer);
}

function hasCrlIssuer({ crlIssuer }: DistributionPoint, issuer: Name): boolean {
	return crlIssuer.some((name) => comparable(name) === directoryName(issuer));
}

function namesOf({ fullName, relativeName }: DistributionPointName, issuer: Name): string[] {
	return relativeName === undefined
		? fullName.map(comparable)
		: [`${directoryName(issuer)}\n${relativeName.comparisonKey}`];
}

function comparable({ type, name, content }: GeneralName): string {
	return name === undefined
		? `${type} ${Buffer.from(content).toString('hex')}`
		: directoryName(name);
}

/** Lines of relative names, the first of the encoding first, so that one more makes the name below. */
function directoryName(name: Name): string {
	return `dirName ${name.comparisonKey}`;
}
