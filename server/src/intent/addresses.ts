import type { Question } from '../reachability/question';
import { destinationsOf, type Destination } from './destinations';
import type { Code } from './code';
import type { IntendedFlow } from './intendedFlow';
import { mentionsIn } from './mentions';
import { workloadTexts, type WorkloadText } from './texts';

/**
 * A workload that is told the address of a data store, cache, balancer, endpoint or other workload, in its environment,
 * container definitions or user data, by itself or through a parameter or a secret: it means to connect to it. On the port
 * that the text says, else on those that the thing listens on.
 */
export function addressFlows(code: Code): readonly IntendedFlow[] {
  return workloadTexts(code).flatMap((text) =>
    mentionsIn(code.configuration, text.holder, text.attribute)
      .flatMap((mention) => destinationsOf(code, mention))
      .flatMap((destination) => flowTo(code, text, destination)),
  );
}

function flowTo(code: Code, { workload, says }: WorkloadText, destination: Destination): IntendedFlow[] {
  const { id, port, steps } = destination;
  const [first, ...others] = steps;
  if (first === undefined || id === workload) return [];
  const known = code.network.workloads.get(id);
  // An instance whose port nobody says: that anything can pass would prove nothing.
  if (known !== undefined && known.listens.length === 0 && port === undefined) return [];
  return [
    {
      from: workload,
      question: { from: workload, to: id, traffic: port === undefined ? undefined : tcpPort(port) },
      purpose: `use ${id}`,
      certain: true,
      evidence: [
        { text: `${says} ${first.text}`, source: first.source },
        ...others.map(({ text, source }) => ({ text: `which refers to ${text}`, source })),
      ],
    },
  ];
}

/** One TCP port, as a question's traffic. */
export function tcpPort(port: number): NonNullable<Question['traffic']> {
  return { protocol: 6, ports: { from: port, to: port } };
}
