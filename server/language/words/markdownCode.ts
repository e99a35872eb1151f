import { visibleLine } from '../../policy/visibleText.ts';
import { shortened } from '../../tools/shortened.ts';

const usualLength = 80;

/**
 * A text from elsewhere as inline code in Markdown, on one line, hidden characters written out, cut after so many UTF-16
 * units. Nothing in it can end the code: the fence is longer than any run of backticks inside.
 */
export function markdownCode(text: string, maximumLength = usualLength): string {
  const line = visibleLine(shortened(text, maximumLength));
  // Two backticks with nothing between are no code.
  if (line === '') return '` `';
  const longestRun = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}
