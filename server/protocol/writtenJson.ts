/** The one way to write JSON into files, for the editor's half, too. */
export { writtenJson } from '../policy/writtenJson.ts';
