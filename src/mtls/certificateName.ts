// The verdicts of this layer use the names that the sentences of findings use.
export { certificateName, nameText } from '../lint/certificateName';
