/** For the page, which knows the protocol only: what hides or reorders in a text, written out. */
export { visibleLine, visibleText } from '../policy/visibleText.ts';
