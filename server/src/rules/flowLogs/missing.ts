import { valueOf } from '../../network/maybe';
import type { SyntaxFile } from '../../syntax/tree';
import type { Configuration, ResourceInstance } from '../../terraform/configuration';
import { remembered } from '../../util/remembered';
import { given } from '../arguments';
import { resourceHeader } from '../groupRules';
import { identityKey } from '../networkAcls/aclKey';
import { certain, managed } from '../../terraform/resources';
import type { Rule, RuleContext } from '../rule';
import { textOf } from '../values';
import { newLog } from './newFlowLog';

/**
 * A VPC whose traffic is not logged: no flow log of its own, and not one with rejected traffic for each of its subnets.
 * Silent where a flow log may be about it, and where the VPC is handed to a module that is not installed, which may log it.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html,
 * https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6
 */
export const flowLogMissing: Rule = {
  id: 'flow-log-missing',
  severity: 'hint',
  title: 'A VPC without a flow log',
  check: (context) =>
    certain(context.configuration, 'aws_vpc')
      .filter((vpc) => !isLogged(vpc, context))
      .map((vpc) => ({
        source: resourceHeader(vpc),
        subject: vpc.address,
        message: (subjects) =>
          `Nobody will know afterwards who connected to what in ${subjects}: it has no flow log.`,
        fixes: () => newLog(vpc, context),
      })),
};

function isLogged(vpc: ResourceInstance, context: RuleContext): boolean {
  const { configuration } = context;
  const { things, anything } = loggedThings(configuration);
  if (anything || things.has(vpc.address) || mayBeLoggedElsewhere(vpc, configuration)) return true;
  const subnets = [...context.network().subnets.values()].filter(
    ({ vpc: own }) => valueOf(own) === vpc.address,
  );
  return subnets.length > 0 && subnets.every((subnet) => things.has(subnet.id));
}

interface Logged {
  /** Addresses or ids of VPCs and subnets that have a flow log. */
  readonly things: ReadonlySet<string>;
  /** Whether a flow log is about something that nobody knows. */
  readonly anything: boolean;
}

const loggedThings = remembered((configuration: Configuration): Logged => {
  const logs = managed(configuration, 'aws_flow_log');
  const about = logs.flatMap(({ body }) => {
    const argument = given(body, 'vpc_id') ?? given(body, 'subnet_id');
    const traffic = textOf(given(body, 'traffic_type')?.value);
    const isPart = argument?.name === 'subnet_id' && traffic === 'ACCEPT';
    return argument === undefined || isPart ? [] : [identityKey(argument.value)];
  });
  return {
    things: new Set(about.flatMap((key) => key ?? [])),
    anything: about.includes(undefined) || logs.some((log) => log.uncertain !== undefined),
  };
});

/** Whether the VPC goes to a module of which nobody sees what it makes. */
function mayBeLoggedElsewhere(vpc: ResourceInstance, configuration: Configuration): boolean {
  const name = new RegExp(`\\baws_vpc\\.${vpc.name}\\b`);
  return unseenCalls(configuration).some(
    ({ directory, text }) => directory === vpc.module.directory && name.test(text),
  );
}

interface UnseenCall {
  /** The caller's folder. */
  readonly directory: string;
  readonly text: string;
}

const unseenCalls = remembered((configuration: Configuration): readonly UnseenCall[] =>
  configuration.files.flatMap((file) => {
    const calls = callsIn(file);
    if (calls.length === 0) return [];
    const directory = file.path.slice(0, file.path.lastIndexOf('/'));
    return calls.flatMap(({ name, text }) =>
      seenCalls(configuration).has(`${directory} ${name}`) ? [] : [{ directory, text }],
    );
  }),
);

const callsIn = remembered(({ chunks }: SyntaxFile): readonly { name: string; text: string }[] =>
  chunks.flatMap(({ chunk }) =>
    chunk.body.blocks.flatMap(({ type, labels }) =>
      type === 'module' ? [{ name: labels[0]?.text ?? '', text: chunk.text }] : [],
    ),
  ),
);

/** The calls of modules that are there, by the caller's folder. */
const seenCalls = remembered((configuration: Configuration): ReadonlySet<string> => {
  const found = new Set<string>();
  const visit = (module: Configuration['module']): void => {
    for (const call of module.calls) {
      const name = /module\.([\w-]+)(?:\[[^[]*\])?$/.exec(call.address)?.[1];
      found.add(`${module.directory} ${name ?? ''}`);
      visit(call);
    }
  };
  visit(configuration.module);
  return found;
});
