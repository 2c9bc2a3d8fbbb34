import {
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { only, textsOf, type FanOutCall, type Item, type ListCall, type Page } from './call';

const pageOf = ({ size, token }: Page): { PageSize: number | undefined; Marker: string | undefined } => ({
  PageSize: size,
  Marker: token,
});

/** Balancers take part in verdicts, not in names only: they are always read. */
export const balancerLists: readonly ListCall[] = [
  {
    service: 'elbv2',
    api: 'DescribeLoadBalancers',
    key: 'LoadBalancers',
    pageSize: 400,
    send: ({ clients, options }, page) =>
      clients.elbv2.send(new DescribeLoadBalancersCommand(pageOf(page)), options),
  },
  {
    service: 'elbv2',
    api: 'DescribeTargetGroups',
    key: 'TargetGroups',
    pageSize: 400,
    send: ({ clients, options }, page) =>
      clients.elbv2.send(new DescribeTargetGroupsCommand(pageOf(page)), options),
  },
];

const balancers = {
  of: 'LoadBalancers',
  ids: (all: readonly Item[]): readonly string[] => textsOf(all, 'LoadBalancerArn'),
};
const targetGroups = {
  of: 'TargetGroups',
  ids: (all: readonly Item[]): readonly string[] => textsOf(all, 'TargetGroupArn'),
};

/** Of a listener and of a rule only where they lead: an authentication action holds a client's secret. */
const actionMembers = only('Type', 'TargetGroupArn', 'ForwardConfig', 'Order');

function withPlainActions(item: Item, members: readonly string[], actions: string): Item {
  const list = Array.isArray(item[actions]) ? (item[actions] as Item[]) : [];
  return { ...only(...members)(item), [actions]: list.map(actionMembers) };
}

const listenerMembers = ['ListenerArn', 'LoadBalancerArn', 'Port', 'Protocol'];
const ruleMembers = ['RuleArn', 'Priority', 'IsDefault'];

/** What elbv2 tells one balancer, listener or target group at a time. */
export const balancerFanOuts: readonly FanOutCall[] = [
  {
    service: 'elbv2',
    api: 'DescribeListeners',
    key: 'Listeners',
    member: 'Listeners',
    pageSize: 400,
    ...balancers,
    send: ({ clients, options }, LoadBalancerArn, page) =>
      clients.elbv2.send(new DescribeListenersCommand({ LoadBalancerArn, ...pageOf(page) }), options),
    write: (_, found) => found.map((item) => withPlainActions(item, listenerMembers, 'DefaultActions')),
  },
  {
    service: 'elbv2',
    api: 'DescribeLoadBalancerAttributes',
    key: 'LoadBalancerAttributes',
    member: 'Attributes',
    ...balancers,
    send: ({ clients, options }, LoadBalancerArn) =>
      clients.elbv2.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn }), options),
    write: (LoadBalancerArn, Attributes) => [{ LoadBalancerArn, Attributes }],
  },
  {
    service: 'elbv2',
    api: 'DescribeTargetGroupAttributes',
    key: 'TargetGroupAttributes',
    member: 'Attributes',
    ...targetGroups,
    send: ({ clients, options }, TargetGroupArn) =>
      clients.elbv2.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn }), options),
    write: (TargetGroupArn, Attributes) => [{ TargetGroupArn, Attributes }],
  },
  {
    service: 'elbv2',
    api: 'DescribeTargetHealth',
    key: 'LoadBalancerTargetHealth',
    member: 'TargetHealthDescriptions',
    ...targetGroups,
    send: ({ clients, options }, TargetGroupArn) =>
      clients.elbv2.send(new DescribeTargetHealthCommand({ TargetGroupArn }), options),
    write: (TargetGroupArn, TargetHealthDescriptions) => [{ TargetGroupArn, TargetHealthDescriptions }],
  },
];

/** After the listeners are known. */
export const listenerFanOuts: readonly FanOutCall[] = [
  {
    service: 'elbv2',
    api: 'DescribeRules',
    key: 'Rules',
    member: 'Rules',
    pageSize: 400,
    of: 'Listeners',
    ids: (listeners) => textsOf(listeners, 'ListenerArn'),
    send: ({ clients, options }, ListenerArn, page) =>
      clients.elbv2.send(new DescribeRulesCommand({ ListenerArn, ...pageOf(page) }), options),
    write: (_, found) => found.map((item) => withPlainActions(item, ruleMembers, 'Actions')),
  },
];
