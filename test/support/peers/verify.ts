/** Files of a chain to be judged, PEM. */
export interface ChainFiles {
	/** The trust anchor. */
	readonly ca: string;
	readonly leaf: string;
	readonly key: string;
	/** Intermediates. */
	readonly chain?: string | undefined;
}

/** What a peer is asked. */
export interface VerifyRequest {
	readonly files: ChainFiles;
	readonly purpose: 'server' | 'client';
	/** Name or address that the server certificate must cover. */
	readonly hostName?: string | undefined;
}

/** A peer's answer with its own words; `accepted` means without a warning. */
export interface Verdict {
	readonly accepted: boolean;
	readonly output: string;
}
