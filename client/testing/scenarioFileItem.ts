import * as vscode from 'vscode';
import type { ScenariosResult } from '../../server/protocol/scenarios.ts';
import type { SourceRange } from '../../server/protocol/simulation.ts';
import type { Selection } from './runPlan.ts';
import { type TestNode, testTree } from './testTree.ts';

/** A scenario file in the test view. Its entries stay the same objects when the file is read again, so that they keep their results. */
export class ScenarioFileItem {
  readonly item: vscode.TestItem;
  /** Known once the file was read. */
  policy: vscode.Uri | undefined;
  isRead = false;
  private parts = new Map<string, vscode.TestItem>();

  constructor(
    private readonly controller: vscode.TestController,
    readonly uri: vscode.Uri,
  ) {
    this.item = controller.createTestItem(uri.toString(), vscode.workspace.asRelativePath(uri), uri);
    this.item.canResolveChildren = true;
  }

  /** Shows what the language server read in the file. */
  show(result: ScenariosResult): void {
    const parts = new Map<string, vscode.TestItem>();
    this.item.children.replace(testTree(result).map((node, place) => this.entry(node, place, parts)));
    this.parts = parts;
    this.policy = result.policyUri === undefined ? undefined : vscode.Uri.parse(result.policyUri);
    this.isRead = true;
    this.item.error = plainMarkdown(result.problems.map(({ message }) => message));
  }

  /** Says why nothing is known of the file. What was known before stays. */
  showProblem(problem: string): void {
    this.item.error = plainMarkdown([problem]);
  }

  /** The entry of that id; the file's own without one. */
  entryOf(id: string | undefined): vscode.TestItem | undefined {
    return id === undefined ? this.item : this.parts.get(id);
  }

  /** What a request says of this file; nothing when it is about others only. */
  selectionIn({ include, exclude }: vscode.TestRunRequest): Selection | undefined {
    const excluded = exclude?.filter((item) => this.has(item)) ?? [];
    if (excluded.includes(this.item)) return undefined;
    const leftOut = excluded.map(({ id }) => id);
    const included = include?.filter((item) => this.has(item));
    if (included === undefined || included.includes(this.item)) return { excluded: leftOut };
    return included.length === 0 ? undefined : { included: included.map(({ id }) => id), excluded: leftOut };
  }

  /** Which items of a request are about this file: the file itself, or the chosen ones in it. */
  itemsIn(request: vscode.TestRunRequest): readonly vscode.TestItem[] {
    const selection = this.selectionIn(request);
    if (selection === undefined) return [];
    if (selection.included === undefined) return [this.item];
    return selection.included.flatMap((id) => this.entryOf(id) ?? []);
  }

  locationOf(range: SourceRange): vscode.Location {
    return new vscode.Location(this.uri, rangeOf(range));
  }

  private has(item: vscode.TestItem): boolean {
    return item.uri?.toString() === this.item.id;
  }

  private entry(node: TestNode, place: number, parts: Map<string, vscode.TestItem>): vscode.TestItem {
    const item = this.parts.get(node.id) ?? this.controller.createTestItem(node.id, node.label, this.uri);
    parts.set(node.id, item);
    // No description beside it: VS Code would read that out instead of the label.
    item.label = node.label;
    item.range = rangeOf(node.range);
    // In the order of the text, however VS Code is told to sort.
    item.sortText = String(place).padStart(6, '0');
    item.children.replace(node.children.map((child, index) => this.entry(child, index, parts)));
    return item;
  }
}

export function rangeOf({ start, end }: SourceRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function plainMarkdown(texts: readonly string[]): vscode.MarkdownString | undefined {
  if (texts.length === 0) return undefined;
  const markdown = new vscode.MarkdownString();
  for (const text of texts) markdown.appendText(`${text}\n\n`);
  return markdown;
}
