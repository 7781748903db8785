import * as vscode from 'vscode';
import type { Feedback } from './feedback';
import type { Question } from './questions';

/** What all steps of a wizard share. */
export interface StepFrame {
	readonly title: string;
	/** Undefined for a question outside the numbered steps. */
	readonly step?: number | undefined;
	readonly totalSteps?: number | undefined;
	readonly canGoBack: boolean;
}

/** A question answered by typing. */
export type TextStep = StepFrame & Question;

/** A question answered by choosing. */
export interface PickStep<T extends vscode.QuickPickItem> extends StepFrame {
	readonly placeholder: string;
	readonly items: readonly T[];
	/** The row under the cursor; the first one if undefined. */
	readonly active?: T | undefined;
}

/** How a step was left; Back keeps what was typed. Escape rejects with `CancellationError`. */
export type Outcome<T> =
	{ readonly kind: 'next'; readonly value: T } | { readonly kind: 'back'; readonly value: T };

/** Asks for a text. The prompt stands until the first keystroke, then the feedback takes its place. */
export async function askText(step: TextStep): Promise<Outcome<string>> {
	const input = vscode.window.createInputBox();
	frame(input, step);
	input.value = step.value;
	input.valueSelection = [step.value.length, step.value.length];
	input.prompt = step.prompt;
	input.placeholder = step.placeholder;
	input.password = step.isPassword ?? false;
	const show = (): Feedback | undefined => {
		const feedback = step.check(input.value);
		input.validationMessage =
			feedback === undefined
				? undefined
				: { message: feedback.text, severity: severities[feedback.severity] };
		return feedback;
	};
	return outcomeOf(input, (done) => [
		input.onDidChangeValue(() => void show()),
		input.onDidAccept(() => {
			if (show()?.severity !== 'error') {
				done({ kind: 'next', value: input.value });
			}
		}),
		input.onDidTriggerButton(() => done({ kind: 'back', value: input.value })),
	]);
}

/** Asks to choose one row; undefined when Back was pressed. */
export async function askPick<T extends vscode.QuickPickItem>(
	step: PickStep<T>,
): Promise<T | undefined> {
	const pick = vscode.window.createQuickPick<T>();
	frame(pick, step);
	pick.placeholder = step.placeholder;
	pick.matchOnDescription = true;
	pick.items = step.items;
	if (step.active !== undefined) {
		pick.activeItems = [step.active];
	}
	const outcome = await outcomeOf<T | undefined>(pick, (done) => [
		pick.onDidAccept(() => {
			const chosen = pick.activeItems[0];
			if (chosen !== undefined) {
				done({ kind: 'next', value: chosen });
			}
		}),
		pick.onDidTriggerButton(() => done({ kind: 'back', value: undefined })),
	]);
	return outcome.value;
}

const severities = {
	information: vscode.InputBoxValidationSeverity.Info,
	warning: vscode.InputBoxValidationSeverity.Warning,
	error: vscode.InputBoxValidationSeverity.Error,
};

function frame(
	input: vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>,
	step: StepFrame,
): void {
	input.title = step.title;
	input.step = step.step;
	input.totalSteps = step.totalSteps;
	// People leave the window to copy host names from elsewhere.
	input.ignoreFocusOut = true;
	input.buttons = step.canGoBack ? [vscode.QuickInputButtons.Back] : [];
}

function outcomeOf<T>(
	input: vscode.QuickInput,
	subscribe: (done: (outcome: Outcome<T>) => void) => vscode.Disposable[],
): Promise<Outcome<T>> {
	return new Promise<Outcome<T>>((resolve, reject) => {
		const subscriptions: vscode.Disposable[] = [];
		const close = (): void => {
			vscode.Disposable.from(...subscriptions, input).dispose();
		};
		subscriptions.push(
			...subscribe((outcome) => {
				resolve(outcome);
				close();
			}),
			input.onDidHide(() => {
				// Comes after `resolve` too, where it changes nothing.
				reject(new vscode.CancellationError());
				close();
			}),
		);
		input.show();
	});
}
