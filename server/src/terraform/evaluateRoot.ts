import type { Chunk } from '../syntax/tree';
import type { Configuration, Problem, ResourceInstance } from './configuration';
import type { Cells } from './evaluation/cells';
import { createCells, Stopped } from './evaluation/cells';
import type { Graph } from './evaluation/context';
import { cycleProblems } from './evaluation/cycleProblems';
import { createGraph } from './evaluation/graph';
import type { RootInput } from './evaluation/input';
import { locator, sourceFiles } from './evaluation/locate';
import { sameSettings } from './evaluation/input';

export type { GivenVariables, RootInput } from './evaluation/input';

/** An evaluated root module, with what the next evaluation of it can build on. */
export interface Evaluation {
  readonly configuration: Configuration;
  readonly state: EvaluationState;
}

/** The cells of a root module, and the input that they were last brought up to date with. */
export interface EvaluationState {
  readonly cells: Cells;
  readonly graph: Graph;
  input: RootInput;
  /** What the cells stand for; undefined while they are being brought up to date. */
  latest: Configuration | undefined;
}

const evaluations = new WeakMap<Configuration, Evaluation>();

/**
 * The evaluation that a configuration comes from, for further questions. Undefined for states and plans, and once the
 * next evaluation of the same root has begun.
 */
export function evaluationOf(configuration: Configuration): Evaluation | undefined {
  const evaluation = evaluations.get(configuration);
  return evaluation?.state.latest === configuration ? evaluation : undefined;
}

/**
 * Evaluates a root module and the modules that it calls, statically: what Terraform knows at plan time is known, what
 * it does not know is unknown with its reasons, and what a resource gets from its provider is a reference to it.
 *
 * With a `previous` evaluation of the same root, only what has changed is done again, and everything else keeps its
 * objects. The earlier configuration stays valid, but further questions (`evaluateExpressionText`) are to be put to the
 * newer evaluation.
 */
export function evaluateRoot(input: RootInput, previous?: Evaluation): Evaluation {
  return (
    evaluateUnless(() => false, input, previous) ?? {
      configuration: emptyConfiguration(input),
      state: createState(input),
    }
  );
}

/** As `evaluateRoot`; undefined where `shouldStop` (asked before each step) has said so. Nothing that was done is lost. */
export function evaluateUnless(
  shouldStop: () => boolean,
  input: RootInput,
  previous?: Evaluation,
): Evaluation | undefined {
  const state =
    previous !== undefined && sameSettings(previous.state.input, input) ? previous.state : createState(input);
  state.input = input;
  state.latest = undefined;
  const { cells, graph } = state;
  cells.begin(shouldStop);
  try {
    const { instance, resources, problems } = graph.assembled(graph.root);
    const all = distinct([...problems, ...cycleProblems(graph, instance, cells.cycles)]);
    const old = previous?.configuration;
    const files = sourceFiles(graph, instance);
    const configuration: Configuration = {
      root: input.root,
      module: instance,
      resources,
      byAddress: old?.resources === resources ? old.byAddress : byAddress(resources),
      problems: old !== undefined && sameProblems(old.problems, all) ? old.problems : all,
      files,
      locate: locator(files),
    };
    cells.sweep();
    state.latest = configuration;
    const evaluation = { configuration, state };
    evaluations.set(configuration, evaluation);
    return evaluation;
  } catch (error) {
    if (error instanceof Stopped) return undefined;
    throw error;
  }
}

function createState(input: RootInput): EvaluationState {
  const cells = createCells();
  const state: EvaluationState = {
    cells,
    graph: createGraph(cells, () => state.input),
    input,
    latest: undefined,
  };
  return state;
}

function emptyConfiguration(input: RootInput): Configuration {
  const place = { address: '', directory: input.root, callSource: undefined };
  return {
    root: input.root,
    module: { ...place, variables: new Map(), locals: new Map(), outputs: new Map(), calls: [] },
    resources: [],
    byAddress: new Map(),
    problems: [],
    files: [],
    locate: () => undefined,
  };
}

function byAddress(resources: readonly ResourceInstance[]): ReadonlyMap<string, ResourceInstance> {
  return new Map(resources.map((resource) => [resource.address, resource]));
}

/** Several instances of a module meet the same problem at the same place: it is told once. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  const chunks = new Map<Chunk, number>();
  const seen = new Set<string>();
  return problems.filter(({ message, source: { chunk, range } }) => {
    const number = chunks.get(chunk) ?? chunks.size;
    chunks.set(chunk, number);
    const key = `${number}:${range.start.line}:${range.start.character}:${message}`;
    return !seen.has(key) && seen.add(key);
  });
}

function sameProblems(a: readonly Problem[], b: readonly Problem[]): boolean {
  return a.length === b.length && a.every((problem, index) => problem === b[index]);
}
