import { clientVerdicts } from '../explain/clientVerdicts';
import { otherVerdicts } from '../explain/otherVerdicts';
import { serverVerdicts } from '../explain/serverVerdicts';
import type { ProbeCause, ProbeReport } from '../report';
import { serverLeaf } from './place';
import { nameText } from '../certificateName';

/** What to do about an outcome; the same advice as `explain` gives for the same cause. */
export function nextStepsOf(report: ProbeReport): readonly string[] {
	const { cause, certificateAtFault, alert, otherProtocolStart } = report;
	if (certificateAtFault === 'server') {
		return serverSteps(report);
	}
	if (cause === 'wrong-protocol' && alert !== undefined && otherProtocolStart === undefined) {
		return stepsByAlert[alert.number] ?? ['Look into the log of the server.'];
	}
	return stepsByCause[cause];
}

function serverSteps(report: ProbeReport): readonly string[] {
	const codes = report.serverVerdict?.faults.map(({ code }) => code) ?? [];
	const leaf = serverLeaf(report);
	switch (report.cause) {
		case 'wrong-host':
			return clientVerdicts.wrongHost.nextSteps;
		case 'expired':
			return clientVerdicts.expired.nextSteps;
		case 'not-yet-valid':
			return clientVerdicts.notYetValid.nextSteps;
		case 'wrong-extended-key-usage':
			return clientVerdicts.wrongPurpose.nextSteps;
		default:
			if (codes.includes('missing-intermediate')) {
				return ['Append the intermediate to the certificate file of the server.'];
			}
			return codes.includes('self-signed-leaf') || leaf === undefined
				? clientVerdicts.selfSigned.nextSteps
				: [
						`Give this client the CA certificate ${nameText(leaf.issuer)}.`,
						...clientVerdicts.notTrusted.nextSteps.slice(1),
					];
	}
}

/** For alerts that are about no certificate. */
const stepsByAlert: Readonly<Record<number, readonly string[]>> = {
	40: ['Compare the cipher suites and the key type of the server with what this client offers.'],
	70: serverVerdicts.noCommonVersion.nextSteps,
	120: serverVerdicts.noCommonApplicationProtocol.nextSteps,
};

const stepsByCause: Readonly<Record<ProbeCause, readonly string[]>> = {
	ok: [
		'One good client is half the proof: probe without a certificate as well, which the server has to refuse.',
	],
	'no-client-certificate': serverVerdicts.none.nextSteps,
	'unknown-ca': serverVerdicts.unknownCa.nextSteps,
	'wrong-extended-key-usage': serverVerdicts.wrongPurpose.nextSteps,
	expired: serverVerdicts.expired.nextSteps,
	'not-yet-valid': serverVerdicts.notYetValid.nextSteps,
	'wrong-host': ['Probe with a name that the server is configured for.'],
	'server-not-trusted': clientVerdicts.notTrusted.nextSteps,
	'wrong-protocol': otherVerdicts.plainServer.nextSteps,
	'refused-without-reason': [
		'Look into the log of the server; a Node server keeps the reason to itself.',
	],
	'nothing-listening': otherVerdicts.nothingListening.nextSteps,
	timeout: otherVerdicts.timeout.nextSteps,
	'name-not-resolved': otherVerdicts.nameNotResolved.nextSteps,
	cancelled: [],
	'not-proven': ['Look into the log of the server, or probe a path that it answers quickly.'],
	'client-certificate-refused': ['Look into the log of the server: it knows why, and did not say.'],
};
