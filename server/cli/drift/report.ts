import { rangeOf } from '../../language/range.ts';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import type { Problem } from '../../policy/problems/problem.ts';
import { visibleLine } from '../../policy/visibleText.ts';
import type { MarkedTool } from '../../simulation/drift/driftMarks.ts';
import { formerNameOfChanged } from '../../tools/drift/toolChange.ts';
import { provenance } from '../../tools/provenance.ts';
import type { ToolList } from '../../tools/tool.ts';

/** What `mcp-policy drift` found. */
export interface DriftReport {
  readonly file: string;
  readonly document: PolicyDocument;
  readonly baseline: ToolList;
  /** What the server has now; absent when only the policy is compared with the snapshot. */
  readonly now: ToolList | undefined;
  readonly tools: ReadonlyMap<string, MarkedTool>;
  readonly problems: readonly Problem[];
}

/** For people: each tool that changed, then each place of the policy that feels it. */
export function asText({ file, document, baseline, now, tools, problems }: DriftReport): string {
  const lines = [
    ...(now === undefined ? [] : [`${sourceOf(baseline)} → ${sourceOf(now)}`]),
    ...[...tools].flatMap(([name, tool]) => linesOf(name, tool)),
    ...problems.map(({ span, severity, code, message }) => {
      const { start } = rangeOf(span, document);
      return `${file}:${start.line + 1}:${start.character + 1} ${severity} ${code}: ${message}`;
    }),
  ].map(visibleLine);
  return `${[...lines, totals(now, tools, problems)].join('\n')}\n`;
}

function sourceOf(list: ToolList): string {
  return provenance({ state: 'fresh', list });
}

const signs = { added: '+', removed: '-', renamed: '→', description: '~', schema: '~', annotations: '~' } as const;

function linesOf(name: string, { changes, marks }: MarkedTool): string[] {
  const [first] = changes;
  const kinds = changes.map(({ kind }) => kind).join(', ');
  const sign = signs[first?.kind ?? 'schema'];
  return [`${sign} ${name}: ${kinds}`, ...marks.map(({ sentence }) => `    ${sentence}`)];
}

function totals(
  now: ToolList | undefined,
  tools: ReadonlyMap<string, MarkedTool>,
  problems: readonly Problem[],
): string {
  const felt = [...tools.values()].filter(({ hasConsequence }) => hasConsequence).length;
  const changed =
    now === undefined
      ? 'No server was asked'
      : `${tools.size} ${tools.size === 1 ? 'tool' : 'tools'} changed, ${felt} with a consequence for the policy`;
  const notes = `${problems.length} ${problems.length === 1 ? 'place' : 'places'} of the policy to look at`;
  return `${changed}; ${notes}`;
}

/** For machines. Ranges are zero-based and count UTF-16 code units, as in LSP. */
export function asJson({ file, document, tools, problems }: DriftReport): string {
  const shown = {
    tools: [...tools].map(([name, { changes, marks, hasConsequence }]) => {
      const formerName = changes.map(formerNameOfChanged).find((former) => former !== name);
      return { name, ...(formerName !== undefined && { formerName }), hasConsequence, changes: marks };
    }),
    findings: problems.map(({ span, severity, code, message }) => ({
      file,
      range: rangeOf(span, document),
      severity,
      code,
      message,
    })),
  };
  return `${JSON.stringify(shown, null, 2)}\n`;
}
