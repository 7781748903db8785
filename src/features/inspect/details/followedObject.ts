import type { LintFile } from '../../../lint/rule';
import type { Services } from '../../../services';
import type { Verdict } from '../../../workspace/details/model';
import { encodingOf } from '../../../workspace/details/encoding';
import type { LocatedObject } from '../../../x509/read';
import { fileAt } from '../context';

/** An object that is found again after its file changed: by its bytes, else by its number in the file. */
export class FollowedObject {
	readonly path: string;
	readonly #services: Services;
	#object: LocatedObject;
	#number: number;

	constructor(services: Services, file: LintFile, object: LocatedObject) {
		this.#services = services;
		this.path = file.path;
		this.#object = object;
		this.#number = file.content.objects.indexOf(object);
	}

	/** As it was last found. */
	get object(): LocatedObject {
		return this.#object;
	}

	/** Where it is now; undefined if the file does not hold it any more. */
	find(): { file: LintFile; object: LocatedObject } | undefined {
		const file = fileAt(this.#services, this.path);
		const objects = file?.content.objects ?? [];
		const same = objects.find((each) => isSame(each, this.#object));
		const inPlace = objects[this.#number];
		const object = same ?? (inPlace?.kind === this.#object.kind ? inPlace : undefined);
		if (file === undefined || object === undefined) {
			return undefined;
		}
		this.#object = object;
		this.#number = objects.indexOf(object);
		return { file, object };
	}

	/** What stands in place of a verdict when it is gone. */
	get goneVerdict(): Verdict {
		return {
			state: 'warn',
			text: `${this.path} does not hold this any more.`,
			explanation: 'What was read last stays below.',
			refusals: [],
			fix: undefined,
			ruleId: undefined,
			others: [],
		};
	}
}

function isSame(a: LocatedObject, b: LocatedObject): boolean {
	const [first, second] = [encodingOf(a)?.der, encodingOf(b)?.der];
	return (
		a.kind === b.kind &&
		first !== undefined &&
		second !== undefined &&
		Buffer.compare(first, second) === 0
	);
}
