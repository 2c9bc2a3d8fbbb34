import assert from 'node:assert/strict';
import { formatCidr } from '../../../../server/src/ip/cidr';
import type { LoadBalancer, TargetGroup } from '../../../../server/src/network/model';
import { networkInterface, networkOf, show, subnet } from './support';

const prefix = 'arn:aws:elasticloadbalancing:eu-west-1:1:';
const web = `${prefix}loadbalancer/app/web/50dc`;
const listener = `${prefix}listener/app/web/50dc/f2f7`;
const group = (name: string): string => `${prefix}targetgroup/${name}/73e2`;

const balancer = {
  LoadBalancerArn: web,
  LoadBalancerName: 'web',
  Type: 'application',
  Scheme: 'internet-facing',
  VpcId: 'vpc-1',
  AvailabilityZones: [{ SubnetId: 'subnet-1' }],
  SecurityGroups: ['sg-lb'],
};
const https = {
  ListenerArn: listener,
  LoadBalancerArn: web,
  Port: 443,
  Protocol: 'HTTPS',
  DefaultActions: [{ Type: 'forward', TargetGroupArn: group('app') }],
};

function listenersOf(found: LoadBalancer | undefined): string[] | undefined {
  return found?.listeners.map(
    (each) =>
      `${show(each.protocol)} ${show(each.port)} -> ${each.targetGroups.map((one) => show(one).replace(prefix, '')).join(' ')}`,
  );
}

function targetsOf(found: TargetGroup | undefined): string[] | undefined {
  return found?.targets.map(
    ({ to, port }) =>
      `${show(to, (value) => ('id' in value ? value.id : formatCidr(value.address)))} ${show(port)}`,
  );
}

describe('load balancers of a snapshot', () => {
  it('have listeners with the target groups of default actions and of rules', () => {
    const network = networkOf({
      'lbs.json': { LoadBalancers: [balancer] },
      'listeners.json': {
        Listeners: [
          https,
          {
            ListenerArn: `${listener}x`,
            LoadBalancerArn: web,
            Port: 80,
            Protocol: 'HTTP',
            DefaultActions: [{ Type: 'redirect' }],
          },
        ],
      },
      'rules.json': {
        Rules: [
          {
            RuleArn: `${prefix}listener-rule/app/web/50dc/f2f7/9683`,
            Actions: [
              {
                Type: 'forward',
                ForwardConfig: {
                  TargetGroups: [{ TargetGroupArn: group('app') }, { TargetGroupArn: group('beta') }],
                },
              },
            ],
          },
        ],
      },
      'enis.json': { NetworkInterfaces: [networkInterface('eni-1', { Description: 'ELB app/web/50dc' })] },
    });
    const found = network.loadBalancers.get(web);
    assert.deepEqual(listenersOf(found), ['6 443 -> targetgroup/app/73e2 targetgroup/beta/73e2', '6 80 -> ']);
    assert.deepEqual(
      [found?.name, found?.kind, show(found?.scheme), found?.interfaces, show(found?.crossZone)],
      ['web', 'application', 'internet-facing', ['eni-1'], 'true'],
    );
  });

  it('know that rules which nobody collected lead to target groups that are the balancer’s', () => {
    const files = {
      'lbs.json': { LoadBalancers: [balancer] },
      'listeners.json': { LoadBalancerListeners: [{ LoadBalancerArn: web, Listeners: [https] }] },
    };
    const groups = (...names: string[]): object => ({
      TargetGroups: names.map((name) => ({ TargetGroupArn: group(name), LoadBalancerArns: [web] })),
    });
    const of = (names: string[]): string[] | undefined =>
      listenersOf(networkOf({ ...files, 'groups.json': groups(...names) }).loadBalancers.get(web));
    assert.deepEqual(of(['app']), ['6 443 -> targetgroup/app/73e2']);
    assert.match(of(['app', 'beta'])?.[0] ?? '', /targetgroup\/app\/73e2 unknown: the snapshot has no Rules/);
  });

  it('that nobody describes exist by their interfaces, with listeners that nobody knows', () => {
    const { loadBalancers } = networkOf({
      'enis.json': {
        NetworkInterfaces: [
          networkInterface('eni-1', {
            Description: 'ELB net/tcp/6d0e',
            InterfaceType: 'network_load_balancer',
            OwnerId: '1',
          }),
        ],
      },
    });
    const found = loadBalancers.get(`${prefix}loadbalancer/net/tcp/6d0e`);
    assert.deepEqual([found?.name, found?.kind, found?.interfaces], ['tcp', 'network', ['eni-1']]);
    assert.equal(found?.listenersIncomplete?.value, 'the listeners of tcp');
    assert.match(show(found?.crossZone), /^unknown/);
  });

  it('whose interfaces are not listed have one in each of their subnets', () => {
    const network = networkOf({
      'lbs.json': { LoadBalancers: [balancer] },
      'subnets.json': { Subnets: [subnet('subnet-1')] },
    });
    const [node] = network.loadBalancers.get(web)?.interfaces ?? [];
    const found = network.interfaces.get(node ?? '');
    assert.deepEqual(
      [found?.kind, show(found?.subnet), found?.securityGroups.map((each) => show(each)), found?.owner],
      ['loadBalancer', 'subnet-1', ['sg-lb'], web],
    );
    assert.deepEqual(
      found?.addresses.map((each) => show(each.within, (blocks) => blocks.map(formatCidr).join(' '))),
      ['10.0.1.0/24'],
    );
  });

  it('of the classic kind lead from each listener to the instances', () => {
    const network = networkOf({
      'elb.json': {
        LoadBalancerDescriptions: [
          {
            LoadBalancerName: 'old',
            VPCId: 'vpc-1',
            Scheme: 'internal',
            Subnets: ['subnet-1'],
            ListenerDescriptions: [
              {
                Listener: {
                  Protocol: 'HTTP',
                  LoadBalancerPort: 80,
                  InstanceProtocol: 'HTTP',
                  InstancePort: 8080,
                },
              },
            ],
            Instances: [{ InstanceId: 'i-1' }],
            HealthCheck: { Target: 'HTTP:8081/ping' },
          },
        ],
      },
      'enis.json': { NetworkInterfaces: [networkInterface('eni-1', { Description: 'ELB old' })] },
    });
    const [found] = [...network.loadBalancers.values()];
    const [targets] = [...network.targetGroups.values()];
    assert.deepEqual(
      [found?.kind, found?.interfaces, show(found?.scheme)],
      ['classic', ['eni-1'], 'internal'],
    );
    assert.deepEqual(
      found?.listeners.flatMap((each) => each.targetGroups.map((one) => show(one))),
      [targets?.id],
    );
    assert.deepEqual(
      [targetsOf(targets), show(targets?.port), show(targets?.healthCheckPort)],
      [['i-1 8080'], '8080', '8081'],
    );
  });
});

describe('target groups of a snapshot', () => {
  const describeGroup = (name: string, members: object = {}): object => ({
    TargetGroupArn: group(name),
    TargetGroupName: name,
    Protocol: 'TCP',
    Port: 8080,
    VpcId: 'vpc-1',
    TargetType: 'ip',
    HealthCheckPort: 'traffic-port',
    LoadBalancerArns: [],
    ...members,
  });

  it('have targets by interface where the address is somebody’s, else by address', () => {
    const { targetGroups } = networkOf({
      'groups.json': { TargetGroups: [describeGroup('app')] },
      'health.json': {
        LoadBalancerTargetHealth: [
          {
            TargetGroupArn: group('app'),
            TargetHealthDescriptions: [
              { Target: { Id: '10.0.1.10', Port: 9000 } },
              { Target: { Id: '192.168.0.7' } },
            ],
          },
        ],
      },
      'enis.json': { NetworkInterfaces: [networkInterface('eni-1')] },
    });
    assert.deepEqual(targetsOf(targetGroups.get(group('app'))), ['eni-1 9000', '192.168.0.7/32 absent']);
  });

  it('take the targets of a bare describe-target-health from a file named after the group', () => {
    const { targetGroups } = networkOf({
      'groups.json': {
        TargetGroups: [describeGroup('app', { TargetType: 'instance' }), describeGroup('beta')],
      },
      'elb/target-health-app.json': {
        TargetHealthDescriptions: [
          { Target: { Id: 'i-1', Port: 8080 }, TargetHealth: { State: 'unhealthy' } },
        ],
      },
    });
    assert.deepEqual(targetsOf(targetGroups.get(group('app'))), ['i-1 8080']);
    assert.equal(targetGroups.get(group('beta'))?.targetsIncomplete?.value, 'the targets of beta');
  });

  it('keep the client’s address with UDP, never behind HTTP, else as the attribute says', () => {
    const files = {
      'groups.json': {
        TargetGroups: [
          describeGroup('tcp'),
          describeGroup('udp', { Protocol: 'UDP' }),
          describeGroup('http', { Protocol: 'HTTP', TargetType: 'instance' }),
          describeGroup('told'),
          describeGroup('instance', { TargetType: 'instance' }),
        ],
      },
      'attributes.json': {
        TargetGroupAttributes: [
          {
            TargetGroupArn: group('told'),
            Attributes: [{ Key: 'preserve_client_ip.enabled', Value: 'true' }],
          },
        ],
      },
    };
    const preserved = (assume: boolean): string[] =>
      [...networkOf(files, assume).targetGroups.values()].map((each) =>
        show(each.preserveClientAddress).replace(/unknown.*/, '?'),
      );
    assert.deepEqual(preserved(false), ['?', 'true', 'false', 'true', '?']);
    assert.deepEqual(preserved(true), ['false', 'true', 'false', 'true', 'true']);
  });
});
