import { valueOf } from '../../network/maybe';
import type { Id, Network, NetworkInterface } from '../../network/model';
import type { FileEdit } from '../../edits/fileEdit';
import type { EvaluatedAttribute, ResourceInstance } from '../../terraform/configuration';
import { isBoolean } from '../arguments';
import { changeNested, changeResource } from '../bodyEdits';
import { identityKey } from '../networkAcls/aclKey';
import { certain } from '../../terraform/resources';
import { leadOut } from '../routes/publicSubnetWithoutIgw';
import { tableOfSubnet } from '../routes/tables';
import type { Fix, RawFinding, Rule, RuleContext } from '../rule';
import { onlySubnet, wayOut } from './subnetWays';

/**
 * A public address for something in a subnet that leads to no internet gateway: nobody reaches that address, and nothing
 * gets out by it. An instance or task that asks for one, or an Elastic IP.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html,
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-eips.html
 */
export const publicIpWithoutIgw: Rule = {
  id: 'public-ip-without-igw',
  severity: 'warning',
  title: 'A public address in a subnet that leads to no internet gateway',
  check: (context) => requests(context).flatMap((request) => findings(request, context)),
};

interface Request {
  readonly resource: ResourceInstance;
  /** What asks for the address, or says who gets it. */
  readonly argument: EvaluatedAttribute;
  readonly interfaces: readonly NetworkInterface[];
  /** The request taken back. */
  readonly without: () => readonly FileEdit[] | undefined;
}

function requests(context: RuleContext): readonly Request[] {
  const { configuration } = context;
  const instances = certain(configuration, 'aws_instance', 'aws_spot_instance_request').flatMap(
    (resource): Request[] => {
      const argument = resource.body.attributes.get('associate_public_ip_address');
      if (argument === undefined || !isBoolean(argument.value, true)) return [];
      const set = [['associate_public_ip_address', 'false']] as const;
      const interfaces = interfacesOf(context.network(), resource.address);
      return [
        { resource, argument, interfaces, without: () => changeResource(resource, { set }, configuration) },
      ];
    },
  );
  const tasks = certain(configuration, 'aws_ecs_service').flatMap((resource): Request[] => {
    const block = resource.body.blocks.find((one) => one.type === 'network_configuration');
    const argument = block?.body.attributes.get('assign_public_ip');
    if (block === undefined || argument === undefined || !isBoolean(argument.value, true)) return [];
    const set = [['assign_public_ip', 'false']] as const;
    const interfaces = interfacesOf(context.network(), resource.address);
    return [
      {
        resource,
        argument,
        interfaces,
        without: () => changeNested(resource, block, { set }, configuration),
      },
    ];
  });
  return [...instances, ...tasks, ...elastic(context)];
}

const holders = [
  ['aws_eip', 'instance'],
  ['aws_eip', 'network_interface'],
  ['aws_eip_association', 'instance_id'],
  ['aws_eip_association', 'network_interface_id'],
] as const;

function elastic(context: RuleContext): readonly Request[] {
  return holders.flatMap(([type, name]) =>
    certain(context.configuration, type).flatMap((resource): Request[] => {
      const argument = resource.body.attributes.get(name);
      const holder = identityKey(argument?.value)?.replace(/\.primary_network_interface_id$/, '');
      if (argument === undefined || holder === undefined) return [];
      const interfaces = interfacesOf(context.network(), holder);
      return [{ resource, argument, interfaces, without: () => undefined }];
    }),
  );
}

function interfacesOf(network: Network, id: Id): readonly NetworkInterface[] {
  const own = network.interfaces.get(id);
  const ids = network.workloads.get(id)?.interfaces ?? [];
  return own === undefined ? ids.flatMap((one) => network.interfaces.get(one) ?? []) : [own];
}

function findings(request: Request, context: RuleContext): RawFinding[] {
  const { resource, argument, interfaces, without } = request;
  const places = interfaces.map((one) => {
    const subnet = onlySubnet(context, valueOf(one.subnet));
    const way = subnet === undefined ? undefined : wayOut(context, subnet);
    return way?.isPrivate === true ? subnet : undefined;
  });
  const [subnet] = places;
  // Something at several interfaces may get it at one that leads out.
  if (subnet === undefined || places.includes(undefined)) return [];
  const isTask = resource.type === 'aws_ecs_service';
  return [
    {
      source: argument.source,
      subject: resource.address,
      message: (subjects) =>
        `The public address ${isTask ? 'of each task ' : ''}of ${subjects} does nothing: ${subnet.name} leads to no internet gateway.`,
      fixes: () => [...ledOut(subnet.id, context), ...takenBack(without)],
    },
  ];
}

function ledOut(id: Id, context: RuleContext): readonly Fix[] {
  const subnet = onlySubnet(context, id);
  const resource = context.configuration.byAddress.get(id);
  const table = subnet === undefined ? undefined : tableOfSubnet(context, subnet);
  if (subnet === undefined || resource === undefined || table === undefined) return [];
  return leadOut(resource, subnet, table, context);
}

function takenBack(without: Request['without']): readonly Fix[] {
  const edits = without();
  return edits === undefined ? [] : [{ title: 'Ask for no public address', edits, preferred: false }];
}
