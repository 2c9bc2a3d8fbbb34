/**
 * How a configuration is evaluated: module files become declarations (`../definition`), and every variable, local,
 * resource instance and output becomes a **cell** that is computed when it is asked for and remembers what it read.
 *
 * This file is the engine of the cells. In the next revision (after an edit) a cell is computed again only where
 * something that it read has changed; where the new result equals the old one, the old object stays, and what read it
 * is not computed again either. The method is that of https://salsa-rs.github.io/salsa/reference/algorithm.html, with
 * Tarjan's algorithm on top: cells that need each other get the value that their family has for cycles, all of them,
 * wherever the evaluation entered, so that the outcome does not depend on the order.
 */
export interface Cells {
  /** A kind of cell. Cells are made on first reading, one for each key. */
  family<Arguments, Result>(options: FamilyOptions<Arguments, Result>): Family<Arguments, Result>;
  /** Starts a revision: everything is looked at once more when it is read. `shouldStop` is asked before each computation. */
  begin(shouldStop: () => boolean): void;
  /** Forgets the cells that were not read since `begin`; what is read from now on is not stopped any more. */
  sweep(): void;
  /** The cycles that were met since `begin`. */
  readonly cycles: readonly Cycle[];
  /** How often anything was computed so far: for tests and benchmarks. */
  readonly computations: number;
}

export interface FamilyOptions<Arguments, Result> {
  /** `previous` is the result of an earlier revision, for what can be made of it at less cost. */
  compute(args: Arguments, previous: Result | undefined): Result;
  /** It reads something outside of the cells, and is computed once in every revision. */
  readonly volatile?: true;
  /** Whether a new result is as good as the old one. */
  equal(a: Result, b: Result): boolean;
  /** The result of a cell that needs itself. */
  cyclic(args: Arguments, cycle: Cycle): Result;
  /** How people call it (`local.a`); undefined for what has no name of its own. */
  label?(args: Arguments): string | undefined;
}

export interface Family<Arguments, Result> {
  /** Reads a cell: `args` must be the same for the same key, always. */
  read(key: string, args: Arguments): Result;
}

/** The labels of cells that need each other, sorted. */
export interface Cycle {
  readonly members: readonly string[];
}

/** What `shouldStop` makes a reading throw; caught in `evaluateRoot`, and nowhere else. */
export class Stopped extends Error {}

interface Node {
  readonly label: () => string | undefined;
  /** Makes its result the one of this revision. */
  refresh(): void;
  /** Overwrites the result: the node is part of a cycle. */
  close(cycle: Cycle): void;
  /** What it read last time; undefined: never computed, or in a cycle, so that it has to be computed anyway. */
  dependencies: readonly Node[] | undefined;
  verifiedAt: number;
  changedAt: number;
  /** Its place on the stack of running nodes, or -1. */
  frame: number;
  /** The lowest running node that it needs, where it is finished but that one is not; else -1. */
  openAt: number;
}

interface Frame {
  readonly node: Node;
  readonly reads: Node[];
  low: number;
  cyclic: boolean;
}

const noCycle: Cycle = { members: [] };

/** Cells that wait for each other; beyond it the JavaScript stack would run out, and the cell counts as a cycle without members. */
const maximumDepth = 400;

/** An empty set of cells. */
export function createCells(): Cells {
  const stack: Frame[] = [];
  const families: { sweep: () => void }[] = [];
  let pending: Node[] = [];
  let cycles: Cycle[] = [];
  let revision = 0;
  let computations = 0;
  let stop = (): boolean => false;

  /** Notes that the running node reads `node`, and makes that one up to date. */
  const demand = (node: Node): void => {
    const top = stack.at(-1);
    top?.reads.push(node);
    if (node.frame >= 0) {
      if (top !== undefined) {
        top.low = Math.min(top.low, node.frame);
        top.cyclic = true;
      }
      return;
    }
    if (node.verifiedAt !== revision && stack.length < maximumDepth) node.refresh();
    if (node.openAt >= 0 && top !== undefined) top.low = Math.min(top.low, node.openAt);
  };

  const run = (node: Node, work: (frame: Frame) => void): void => {
    const index = stack.length;
    const frame: Frame = { node, reads: [], low: index, cyclic: false };
    stack.push(frame);
    node.frame = index;
    node.openAt = -1;
    try {
      work(frame);
    } finally {
      stack.length = index;
      node.frame = -1;
    }
    node.verifiedAt = revision;
    if (frame.low < index) leaveOpen(node, frame, index);
    else if (frame.cyclic || pending.length > 0) closeCycle(node, index, frame.cyclic);
  };

  const leaveOpen = (node: Node, frame: Frame, index: number): void => {
    for (const other of pending) if (other.openAt >= index) other.openAt = frame.low;
    node.openAt = frame.low;
    node.dependencies = undefined;
    pending.push(node);
    const parent = stack.at(-1);
    if (parent !== undefined) parent.low = Math.min(parent.low, frame.low);
  };

  const closeCycle = (node: Node, index: number, self: boolean): void => {
    const others = pending.filter((other) => other.openAt >= index);
    if (others.length === 0 && !self) return;
    pending = pending.filter((other) => other.openAt < index);
    const members = [node, ...others];
    const labels = new Set(members.map((member) => member.label()).filter((label) => label !== undefined));
    const cycle = { members: [...labels].sort() };
    cycles.push(cycle);
    for (const member of members) {
      member.openAt = -1;
      member.close(cycle);
      member.dependencies = undefined;
    }
  };

  /** Whether what `node` read last time still holds: looked at in the order of reading, up to the first that changed. */
  const holds = (node: Node): boolean => {
    if (node.dependencies === undefined) return false;
    const since = node.verifiedAt;
    for (const dependency of node.dependencies) {
      demand(dependency);
      if (dependency.changedAt > since) return false;
    }
    return true;
  };

  return {
    family<Arguments, Result>(options: FamilyOptions<Arguments, Result>): Family<Arguments, Result> {
      const cells = new Map<string, Node & { result: () => Result }>();
      families.push({
        sweep: () => {
          for (const [key, cell] of cells) if (cell.verifiedAt !== revision) cells.delete(key);
        },
      });

      const create = (args: Arguments): Node & { result: () => Result } => {
        let current: { readonly result: Result } | undefined;
        let before: { readonly result: Result; readonly changedAt: number } | undefined;
        const accept = (result: Result): void => {
          if (before !== undefined && options.equal(before.result, result)) {
            current = before;
            node.changedAt = before.changedAt;
          } else {
            current = { result };
            node.changedAt = revision;
          }
        };
        const node: Node & { result: () => Result } = {
          label: () => options.label?.(args),
          dependencies: undefined,
          verifiedAt: -1,
          changedAt: -1,
          frame: -1,
          openAt: -1,
          refresh: () => {
            before =
              current === undefined ? undefined : { result: current.result, changedAt: node.changedAt };
            run(node, (frame) => {
              if (options.volatile !== true && holds(node)) return;
              if (stop()) throw new Stopped();
              frame.reads.length = 0;
              computations += 1;
              const result = options.compute(args, before?.result);
              node.dependencies = distinct(frame.reads);
              accept(result);
            });
          },
          close: (cycle) => {
            accept(options.cyclic(args, cycle));
          },
          result: () =>
            node.frame >= 0 || node.verifiedAt !== revision || current === undefined
              ? options.cyclic(args, noCycle)
              : current.result,
        };
        return node;
      };

      return {
        read(key, args) {
          let cell = cells.get(key);
          if (cell === undefined) {
            cell = create(args);
            cells.set(key, cell);
          }
          demand(cell);
          return cell.result();
        },
      };
    },
    begin(shouldStop) {
      revision += 1;
      stop = shouldStop;
      cycles = [];
      pending = [];
    },
    sweep() {
      stop = () => false;
      for (const family of families) family.sweep();
    },
    get cycles() {
      return cycles;
    },
    get computations() {
      return computations;
    },
  };
}

/** Cells are read many times in a row by one expression: each is checked once. */
function distinct(nodes: readonly Node[]): readonly Node[] {
  return nodes.length < 2 ? [...nodes] : [...new Set(nodes)];
}
