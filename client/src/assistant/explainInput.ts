/** `assistant/`: what language models can ask, through VS Code's own permission dialog. */

/** The tool's name, as the manifest has it. */
export const explainToolName = 'reachable_explain';

/** What a model gives the tool; the manifest's schema describes it to the model. */
export interface ExplainInput {
  readonly from: string;
  readonly to: string;
  readonly port?: string | number;
  readonly protocol?: string;
  /** A root module's folder, as the workspace names it. */
  readonly root?: string;
}
