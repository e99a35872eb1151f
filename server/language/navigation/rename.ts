import type { Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { PolicyDocument } from '../../policy/policyDocument.ts';
import { spanOf } from '../../policy/syntax/syntaxTree.ts';
import { writtenJson } from '../../policy/writtenJson.ts';
import { rangeOf } from '../range.ts';
import { textEdits } from '../textEdits.ts';
import { type CounterName, nameAt, type ToolName } from './nameAt.ts';
import { occurrencesOf } from './occurrences.ts';
import { newNameProblem, unnameableProblem } from './renameProblems.ts';
import { type ScenarioText, scenarioReferences, scenarioRename, textOfScenario } from './scenarioReferences.ts';

/** Why nothing was renamed, for the person who asked. */
export interface RenameProblem {
  readonly problem: string;
}

/** What can be renamed: its string, quotes included, and the name in it. */
export interface PreparedRename {
  readonly range: Range;
  readonly placeholder: string;
}

/** What an editor selects before it asks for the new name, or why there is nothing to rename. */
export function prepareRename(document: PolicyDocument, position: Position): PreparedRename | RenameProblem {
  const name = renameableAt(document, position);
  if ('problem' in name) return name;
  return { range: rangeOf(spanOf(name.node), document), placeholder: name.name };
}

/**
 * Gives the tool or the counter at the position another name, in the policy and in the scenarios that test it. A counter is
 * renamed within its list of limits, for elsewhere the name is another counter's; counters named after a tool keep their
 * names. Refuses a name that would make two things one.
 */
export function rename(
  document: PolicyDocument,
  position: Position,
  newName: string,
  scenarios: readonly ScenarioText[],
): WorkspaceEdit | RenameProblem {
  const name = renameableAt(document, position);
  if ('problem' in name) return name;
  if (newName === name.name) return { changes: {} };
  const problem = newNameProblem(name, newName, document);
  if (problem !== undefined) return { problem };
  const text = writtenJson(newName);
  const here = occurrencesOf(name, document).map(({ node }) => ({ span: spanOf(node), text }));
  const changes: [uri: string, edits: TextEdit[]][] = [[document.uri, textEdits(here, document)]];
  for (const scenario of scenarios) {
    const edits = scenarioRename(scenarioReferences(scenario, name, document), newName);
    if (edits.length > 0) changes.push([scenario.uri, textEdits(edits, { text: textOfScenario(scenario) })]);
  }
  return { changes: Object.fromEntries(changes) };
}

function renameableAt(document: PolicyDocument, position: Position): ToolName | CounterName | RenameProblem {
  const name = nameAt(document, document.text.offsetAt(position));
  if (name === undefined) {
    return { problem: 'Only the name of a tool or of a counter can be renamed. Put the cursor on one of them.' };
  }
  if (name.kind === 'argument') {
    const problem =
      'The server decides what its arguments are called, so a path cannot be renamed. Edit it where it should look for another argument.';
    return { problem };
  }
  const problem = unnameableProblem(name, document);
  return problem === undefined ? name : { problem };
}
