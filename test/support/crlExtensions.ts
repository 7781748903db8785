import * as der from './der';
import { encodeGeneralName, type GeneralNameInput, type RawExtension } from './extensions';
import { encodeName, type NameInput } from './names';

/** Name of a distribution point: whole names, or what stands behind the name of the CRL's issuer. */
export type PointName = readonly GeneralNameInput[] | { readonly relative: NameInput };

/** Fields of an issuing distribution point (RFC 5280 5.2.5). */
export interface ScopeOptions {
	readonly name?: PointName;
	readonly onlyContainsUserCerts?: boolean;
	readonly onlyContainsCACerts?: boolean;
	/** Bits of ReasonFlags. */
	readonly onlySomeReasons?: readonly number[];
	readonly indirectCRL?: boolean;
	readonly onlyContainsAttributeCerts?: boolean;
	readonly critical?: boolean;
}

/** An issuing distribution point, critical as RFC 5280 asks. */
export function issuingDistributionPoint(options: ScopeOptions): RawExtension {
	const flag = (number: number, isSet = false): Buffer[] =>
		isSet ? [der.implicit(number, Buffer.from([0xff]))] : [];
	const value = der.sequence(
		...pointName(options.name),
		...flag(1, options.onlyContainsUserCerts),
		...flag(2, options.onlyContainsCACerts),
		...reasonFlags(3, options.onlySomeReasons),
		...flag(4, options.indirectCRL),
		...flag(5, options.onlyContainsAttributeCerts),
	);
	return { oid: '2.5.29.28', critical: options.critical ?? true, value };
}

/** One distribution point of a certificate (RFC 5280 4.2.1.13). */
export interface PointOptions {
	readonly name?: PointName;
	/** Bits of ReasonFlags. */
	readonly reasons?: readonly number[];
	readonly crlIssuer?: NameInput;
}

/** The CRL distribution points of a certificate. */
export function crlDistributionPoints(...points: readonly PointOptions[]): RawExtension {
	const value = der.sequence(
		...points.map(({ name, reasons, crlIssuer }) =>
			der.sequence(
				...pointName(name),
				...reasonFlags(1, reasons),
				...(crlIssuer === undefined
					? []
					: [der.explicit(2, encodeGeneralName({ dirName: crlIssuer }))]),
			),
		),
	);
	return { oid: '2.5.29.31', value };
}

/** Marks a delta to the CRL of this number (RFC 5280 5.2.4). */
export function deltaCrlIndicator(baseCrlNumber: number): RawExtension {
	return { oid: '2.5.29.27', critical: true, value: der.integer(baseCrlNumber) };
}

/** Reason code of an entry (RFC 5280 5.3.1); octets are taken as they are. */
export function reasonCode(code: number | Uint8Array): RawExtension {
	const content = typeof code === 'number' ? Buffer.from([code]) : code;
	return { oid: '2.5.29.21', value: der.element(0x0a, content) };
}

/** Certificate issuer of an entry (RFC 5280 5.3.3). */
export function certificateIssuer(name: NameInput): RawExtension {
	const value = der.sequence(encodeGeneralName({ dirName: name }));
	return { oid: '2.5.29.29', critical: true, value };
}

/** An extension that nobody knows. */
export function unknownExtension(critical: boolean): RawExtension {
	return { oid: '1.2.3.4', critical, value: der.nullValue() };
}

function pointName(name: PointName | undefined): Buffer[] {
	if (name === undefined) {
		return [];
	}
	if ('relative' in name) {
		// IMPLICIT tagging puts [1] in the place of the SET's own tag; both headers before it have two octets.
		const attributes = encodeName(name.relative).subarray(4);
		return [der.explicit(0, der.explicit(1, attributes))];
	}
	return [der.explicit(0, der.explicit(0, ...name.map(encodeGeneralName)))];
}

function reasonFlags(number: number, bits: readonly number[] | undefined): Buffer[] {
	return bits === undefined ? [] : [der.implicit(number, der.namedBits(bits).subarray(2))];
}
