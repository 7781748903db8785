import type { Services } from '../../services';
import { Disposables, onDispose, type Disposable } from '../../util/dispose';
import { registerDiagnostics } from './diagnostics';
import { registerQuickFixes } from './quickFixes';
import { registerReissue } from './reissueWithFix';
import { registerRulePage } from './showRulePage';
import { registerSetRuleSeverity } from './setRuleSeverity';

/** What is wrong, in the Problems panel, and how to repair it. */
export function register(services: Services): Disposable {
	const disposables = new Disposables();
	disposables.push(
		registerDiagnostics(services),
		registerQuickFixes(services),
		registerReissue(services),
		registerSetRuleSeverity(services),
		registerRulePage(services),
		startIndex(services),
	);
	return disposables;
}

/** Findings of the whole workspace need the whole workspace; it is read once activation is over. */
function startIndex({ index }: Services): Disposable {
	const timer = setTimeout(() => void index.whenReady(), 0);
	return onDispose(() => clearTimeout(timer));
}
