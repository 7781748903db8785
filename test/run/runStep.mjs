import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { runProgram } from './process.mjs';
import { root } from './setUp.mjs';

/**
 * What became of a step.
 *
 * @typedef {object} Result
 * @property {import('./steps.mjs').Step} step
 * @property {number} passed
 * @property {{ title: string, message: string }[]} failures
 * @property {{ title: string, reason?: string }[]} skips
 * @property {boolean} isUsable whether steps that need this one can run
 * @property {number} seconds
 */

/**
 * What reporter.cjs writes; `hasEnded` is false as long as tests are still to come, `running` is the
 * test that had begun by then.
 *
 * @typedef {Pick<Result, 'passed' | 'failures' | 'skips'>
 *   & { hasEnded: boolean, running?: string }} Report
 */

/**
 * Runs a step's programs in turn, up to the first that does not end well, and collects what the
 * tests among them report.
 *
 * @param {import('./steps.mjs').Step} step
 * @param {object} context
 * @param {string} [context.grep]
 * @param {readonly string[]} context.missingPackages
 * @param {readonly Result[]} context.unusable the steps it needs and that did not end well
 * @param {(text: string) => void} context.print
 * @returns {Promise<Result>}
 */
export async function runStep(step, { grep, missingPackages, unusable, print }) {
	const started = Date.now();
	/** @type {Result} */
	const result = { step, passed: 0, failures: [], skips: [], isUsable: false, seconds: 0 };
	const lacking = (step.systemPackages ?? []).filter((name) => missingPackages.includes(name));
	const skipped = unusable.find((one) => one.skips.length > 0 && one.failures.length === 0);
	if (lacking.length > 0) {
		result.skips.push({ title: step.title, reason: `${lacking.join(', ')} is not installed` });
	} else if (skipped !== undefined) {
		result.skips.push({ title: step.title, reason: `needs “${skipped.step.title}”` });
	} else if (unusable.length > 0) {
		const titles = unusable.map((one) => `“${one.step.title}”`).join(' and ');
		result.failures.push({ title: step.title, message: `Not run, since it needs ${titles}.` });
	} else {
		await runCommands(step, result, { grep, print });
	}
	result.failures.forEach(({ title, message }) => {
		// What the tests themselves found, and what a program said, stands above already.
		print(title === step.title ? `   ${message.split('\n')[0]}\n` : '');
	});
	result.skips.forEach(({ title, reason }) =>
		print(`   skipped: ${title} (${reason ?? 'no reason given'})\n`),
	);
	result.seconds = (Date.now() - started) / 1000;
	return result;
}

/**
 * @param {import('./steps.mjs').Step} step
 * @param {Result} result
 * @param {{ grep: string | undefined, print: (text: string) => void }} options
 */
async function runCommands(step, result, { grep, print }) {
	const fail = (/** @type {string} */ message) =>
		result.failures.push({ title: step.title, message });
	const reportFile = path.join(
		root,
		'.cache/run',
		`${process.pid}-${step.id.replace(':', '-')}.json`,
	);
	mkdirSync(path.dirname(reportFile), { recursive: true });
	const env = { ...process.env, MTLS_REPORT_FILE: reportFile };
	const deadline = Date.now() + step.limitSeconds * 1000;
	try {
		const commands = step.commands({ grep });
		for (const [index, args] of commands.entries()) {
			const isTests = step.kind === 'tests' && index === commands.length - 1;
			const limitMs = deadline - Date.now();
			let output = '';
			const { code, reason } = await runProgram(process.execPath, args, {
				cwd: root,
				env,
				limitMs,
				print(text) {
					output += text;
					print(text);
				},
			});
			if (isTests) {
				const message = takeReport(result, reportFile, { code, reason, grep });
				if (message !== undefined) {
					fail(message);
				}
				result.isUsable = true;
			} else if (code !== 0) {
				fail(`${args[0]} ${reason ?? `ended with exit code ${code}`}.\n${output.trim()}`);
				result.isUsable = step.usableCodes?.includes(code) === true && reason === undefined;
				return;
			} else {
				result.isUsable = true;
			}
		}
	} catch (error) {
		fail(error instanceof Error ? error.message : String(error));
	} finally {
		rmSync(reportFile, { force: true });
	}
}

/**
 * @param {Result} result
 * @param {string} file
 * @param {import('./process.mjs').Ending & { grep: string | undefined }} ending
 * @returns {string | undefined} what is wrong besides the failures of single tests
 */
function takeReport(result, file, { code, reason, grep }) {
	/** @type {Report} */
	let report;
	try {
		report = JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return `The tests ${reason ?? `ended with exit code ${code}`} and did not report.`;
	}
	result.passed += report.passed;
	result.failures.push(...report.failures);
	result.skips.push(...report.skips);
	if (!report.hasEnded) {
		const place = report.running === undefined ? 'between two tests' : `during “${report.running}”`;
		return `The tests ${reason ?? `ended with exit code ${code}`}, ${place}.`;
	}
	if (reason !== undefined) {
		return `The tests ${reason}.`;
	}
	const count = report.passed + report.failures.length + report.skips.length;
	if (count === 0 && grep === undefined) {
		return 'No test ran.';
	}
	return code !== 0 && report.failures.length === 0
		? `The tests ended with exit code ${code} and no test that failed.`
		: undefined;
}
