import {
  LanguageModelTextPart,
  LanguageModelToolResult,
  MarkdownString,
  type CancellationToken,
  type LanguageModelTool,
  type PreparedToolInvocation,
} from 'vscode';
import type { ExplainInput } from './explainInput';
import {
  isProblem,
  type EndpointsParams,
  type EndpointsResult,
  type WhyParams,
  type WhyResult,
} from '../../../server/src/protocol/requests';

/** What the tool asks; both reject where the server does not answer. */
export interface ExplainSource {
  endpoints(params: EndpointsParams): Promise<EndpointsResult>;
  why(question: WhyParams, token: CancellationToken): Promise<WhyResult>;
}

/** The tool: answers a question from the code of this workspace, in Markdown with links to files. It changes nothing. */
export function explainTool(source: ExplainSource): LanguageModelTool<ExplainInput> {
  return {
    prepareInvocation: ({ input }): PreparedToolInvocation => {
      const message = new MarkdownString();
      message.appendText(
        `Read the Terraform code of this workspace and explain whether ${input.from} can reach ${input.to}.`,
      );
      message.appendMarkdown('\n\nNothing is changed, and nothing leaves this machine but the answer.');
      return {
        invocationMessage: 'Following the way through the network',
        confirmationMessages: { title: 'Explain reachability', message },
      };
    },
    invoke: async ({ input }, token) =>
      new LanguageModelToolResult([new LanguageModelTextPart(await explain(source, input, token))]),
  };
}

async function explain(
  source: ExplainSource,
  input: ExplainInput,
  token: CancellationToken,
): Promise<string> {
  const found = await source.endpoints({}).catch(() => undefined);
  if (found === undefined) return 'The language server of Reachable does not answer.';
  const { roots } = found;
  const root =
    input.root === undefined
      ? only(roots)
      : roots.find(({ id, label }) => [id, label].includes(input.root ?? ''));
  if (root === undefined) {
    if (roots.length === 0) return 'There is no Terraform code in this workspace.';
    return `Say in "root" which root module is meant: ${roots.map(({ label }) => label).join(', ')}.`;
  }
  const traffic = trafficOf(input);
  const question: WhyParams = {
    root: root.id,
    from: input.from,
    to: input.to,
    ...(traffic === undefined ? {} : { traffic }),
  };
  const result = await source.why(question, token).catch(() => undefined);
  if (result === undefined) return 'The language server of Reachable does not answer.';
  return isProblem(result) ? result.problem : result.markdown;
}

function only<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function trafficOf({ port, protocol }: ExplainInput): WhyParams['traffic'] {
  if (port === undefined && protocol === undefined) return undefined;
  return { protocol: protocol ?? 'tcp', ...(port === undefined ? {} : { ports: String(port) }) };
}
