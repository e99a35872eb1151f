/**
 * Text from a configuration file whose variables were looked up. A value keeps the way it was written, so that it can
 * be used without ever being shown; an input has no value until the person answers.
 */
export type Template = readonly TemplatePart[];

export type TemplatePart =
  | string
  | { readonly kind: 'variable'; readonly written: string; readonly value: string }
  | { readonly kind: 'input'; readonly id: string };

/**
 * For people: values of environment variables and inputs stay as they were written, e.g. `${env:TOKEN}`. A variable that is
 * empty is nothing: any words may stand in its name, and nobody should take them for what is started.
 */
export function shownText(template: Template): string {
  return template.map((part) => (typeof part === 'string' ? part : writtenPart(part))).join('');
}

function writtenPart(part: Exclude<TemplatePart, string>): string {
  if (part.kind === 'input') return `\${input:${part.id}}`;
  return part.value === '' ? '' : part.written;
}

/** For use: every part's value. An input without an answer is left empty; ask {@link inputIds} first. */
export function filledText(template: Template, answers: ReadonlyMap<string, string>): string {
  return template
    .map((part) => {
      if (typeof part === 'string') return part;
      return part.kind === 'input' ? (answers.get(part.id) ?? '') : part.value;
    })
    .join('');
}

/** The inputs that the text asks for. */
export function inputIds(template: Template): readonly string[] {
  return template.flatMap((part) => (typeof part !== 'string' && part.kind === 'input' ? [part.id] : []));
}
