import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStateFile } from '../../../../server/src/terraform/state';
import { configurationFromState } from '../../../../server/src/terraform/state/toConfiguration';
import { isWhitelisted } from '../../../../server/src/terraform/state/whitelist';
import { overlayPlan } from '../../../../server/src/terraform/state/overlayPlan';
import { parseFixture } from '../../../support/fixture';
import { configurationOf } from '../../../support/rules';
import type { Configuration } from '../../../../server/src/terraform/configuration';
import type { Value } from '../../../../server/src/terraform/value';

const folder = join(__dirname, '../../../fixtures/state/three-tier');
const text = (name: string): string => readFileSync(join(folder, name), 'utf8');

/** An attribute as short text: known values as JSON, references as `→address.attribute`, unknowns as `?`. */
function attribute(configuration: Configuration, address: string, name: string): string {
  const value = configuration.byAddress.get(address)?.body.attributes.get(name)?.value;
  return value === undefined ? 'absent' : show(value);
}

function show(value: Value): string {
  switch (value.kind) {
    case 'reference':
      return `→${value.address}.${value.path.join('.')}`;
    case 'unknown':
      return '?';
    case 'null':
      return 'null';
    case 'list':
      return `[${value.elements.map(show).join(', ')}]`;
    case 'map':
      return `{${[...value.entries].map(([key, element]) => `${key}: ${show(element)}`).join(', ')}}`;
    case 'number':
      return value.value.toString();
    default:
      return JSON.stringify(value.value);
  }
}

/** Reads a text; the sentences about it must match, in order. */
function checkProblems(input: string, ...expected: readonly RegExp[]): void {
  const { problems } = readStateFile(input);
  assert.equal(problems.length, expected.length, problems.join('\n'));
  expected.forEach((pattern, index) => assert.match(problems[index] ?? '', pattern));
}

describe('state files', () => {
  for (const name of ['terraform.tfstate', 'show.json']) {
    it(`${name} yields every instance with its id and its network attributes`, () => {
      const file = readStateFile(text(name));
      const configuration = configurationFromState(file);
      assert.equal(file.kind, 'state');
      assert.deepEqual(file.problems, []);
      const raw = JSON.parse(text('show.json')) as {
        values: { root_module: { resources: { address: string }[] } };
      };
      assert.deepEqual(
        [...configuration.byAddress.keys()].sort(),
        raw.values.root_module.resources.map((resource) => resource.address).sort(),
      );
      assert.equal(attribute(configuration, 'aws_vpc.main', 'cidr_block'), '"10.1.0.0/16"');
      assert.equal(attribute(configuration, 'aws_vpc.main', 'id'), '"vpc-f1b1eae08f825c84e"');
    });
  }

  it('ids of other resources become references, as in code', () => {
    const configuration = configurationFromState(readStateFile(text('terraform.tfstate')));
    const check = (address: string, name: string, expected: string): void =>
      assert.equal(attribute(configuration, address, name), expected);
    check('aws_instance.app[0]', 'subnet_id', '→aws_subnet.this["app-0"].id');
    check('aws_instance.bastion', 'vpc_security_group_ids', '[→aws_security_group.bastion.id]');
    check('aws_db_instance.main', 'db_subnet_group_name', '→aws_db_subnet_group.main.name');
    check('aws_lb_listener.https', 'load_balancer_arn', '→aws_lb.web.id');
  });

  it('ids of what comes with a resource become references to that resource', () => {
    const resource = (type: string, name: string, attributes: object): object => ({
      mode: 'managed',
      type,
      name,
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [{ attributes }],
    });
    const state = {
      version: 4,
      resources: [
        // Stands before the owner of the list, and is not taken for it.
        resource('aws_vpc_security_group_egress_rule', 'r', { prefix_list_id: 'pl-0123456789abcdef0' }),
        resource('aws_security_group', 'database', {
          ingress: [{ security_groups: ['sg-0123456789abcdef0'] }],
        }),
        resource('aws_eks_cluster', 'main', {
          id: 'main',
          vpc_config: [{ cluster_security_group_id: 'sg-0123456789abcdef0' }],
        }),
        resource('aws_vpc_endpoint', 's3', {
          id: 'vpce-0123456789abcdef0',
          prefix_list_id: 'pl-0123456789abcdef0',
        }),
        resource('aws_ec2_transit_gateway', 't', {
          id: 'tgw-0123456789abcdef0',
          association_default_route_table_id: 'tgw-rtb-0123456789abcdef0',
        }),
        resource('aws_ec2_transit_gateway_route', 'r', {
          transit_gateway_route_table_id: 'tgw-rtb-0123456789abcdef0',
        }),
        resource('aws_networkfirewall_firewall', 'f', {
          firewall_status: [
            {
              sync_states: [
                { attachment: [{ endpoint_id: 'vpce-0000000000000000a' }] },
                { attachment: [{ endpoint_id: 'vpce-0000000000000000b' }] },
              ],
            },
          ],
        }),
        resource('aws_vpc_endpoint_service', 'own', {
          service_name: 'com.amazonaws.vpce.eu-west-1.vpce-svc-0a',
        }),
        resource('aws_vpc_endpoint', 'own', { service_name: 'com.amazonaws.vpce.eu-west-1.vpce-svc-0a' }),
        resource('aws_route', 'inspected', { vpc_endpoint_id: 'vpce-0000000000000000b' }),
      ],
    };
    const configuration = configurationFromState(readStateFile(JSON.stringify(state)));
    const check = (address: string, name: string, expected: string): void =>
      assert.equal(attribute(configuration, address, name), expected);
    check(
      'aws_security_group.database',
      'ingress',
      '[{security_groups: [→aws_eks_cluster.main.vpc_config.0.cluster_security_group_id]}]',
    );
    check('aws_vpc_security_group_egress_rule.r', 'prefix_list_id', '→aws_vpc_endpoint.s3.prefix_list_id');
    check(
      'aws_ec2_transit_gateway_route.r',
      'transit_gateway_route_table_id',
      '→aws_ec2_transit_gateway.t.association_default_route_table_id',
    );
    check('aws_vpc_endpoint.own', 'service_name', '→aws_vpc_endpoint_service.own.service_name');
    check(
      'aws_route.inspected',
      'vpc_endpoint_id',
      '→aws_networkfirewall_firewall.f.firewall_status.0.sync_states.*.attachment.0.endpoint_id',
    );
  });

  it('what the provider writes for arguments that are not set is not there', () => {
    const configuration = configurationFromState(readStateFile(text('terraform.tfstate')));
    assert.equal(attribute(configuration, 'aws_instance.bastion', 'network_interface'), 'absent');
    assert.equal(attribute(configuration, 'aws_route.nat', 'vpc_endpoint_id'), 'null');
  });

  it('no secret and nothing beside the list gets past the reader', () => {
    for (const name of ['terraform.tfstate', 'show.json', 'plan.json']) {
      const file = readStateFile(text(name));
      assert.ok(text(name).includes('not-a-secret-1'), 'the fixture has a password');
      assert.ok(!JSON.stringify(file.resources).includes('not-a-secret-1'));
      for (const resource of file.resources) {
        for (const attributeName of Object.keys(resource.values))
          assert.ok(isWhitelisted(attributeName), attributeName);
      }
    }
  });

  it('container definitions keep their port mappings and lose their environment', () => {
    const definitions = JSON.stringify([
      {
        name: 'app',
        portMappings: [{ containerPort: 8080 }],
        environment: [{ name: 'TOKEN', value: 'hush' }],
      },
    ]);
    const state = {
      version: 4,
      resources: [
        {
          mode: 'managed',
          type: 'aws_ecs_task_definition',
          name: 'app',
          provider: 'provider["registry.terraform.io/hashicorp/aws"].west',
          instances: [{ attributes: { container_definitions: definitions } }],
        },
      ],
    };
    const [resource] = readStateFile(JSON.stringify(state)).resources;
    assert.equal(resource?.provider, 'aws.west');
    assert.equal(
      resource?.values['container_definitions'],
      '[{"name":"app","portMappings":[{"containerPort":8080}]}]',
    );
  });

  it('instances in modules get the address that Terraform prints, and a module of their own', () => {
    const instance = (module: string, key: unknown): object => ({
      module,
      mode: 'managed',
      type: 'aws_subnet',
      name: 'a',
      instances: [{ index_key: key, attributes: { id: 'subnet-1' } }],
    });
    const state = {
      version: 4,
      resources: [instance('module.net["x.y"].module.inner', 'k'), instance('module.net[0]', 1)],
    };
    const configuration = configurationFromState(readStateFile(JSON.stringify(state)));
    assert.deepEqual(
      [...configuration.byAddress.keys()],
      ['module.net["x.y"].module.inner.aws_subnet.a["k"]', 'module.net[0].aws_subnet.a[1]'],
    );
    assert.deepEqual(
      configuration.module.calls.map((call) => call.address),
      ['module.net["x.y"]', 'module.net[0]'],
    );
    assert.deepEqual(
      configuration.module.calls[0]?.calls.map((call) => call.address),
      ['module.net["x.y"].module.inner'],
    );
  });
});

describe('plan files', () => {
  const configuration = configurationFromState(readStateFile(text('plan.json')));

  it('what the plan knows is known', () => {
    assert.equal(attribute(configuration, 'aws_subnet.this["app-1"]', 'cidr_block'), '"10.1.11.0/24"');
    assert.equal(attribute(configuration, 'aws_lb_listener.https', 'port'), '443');
  });

  it('what is known after apply is a reference where the plan names one thing', () => {
    assert.equal(attribute(configuration, 'aws_internet_gateway.main', 'vpc_id'), '→aws_vpc.main.id');
    assert.equal(
      attribute(configuration, 'aws_instance.app[0]', 'vpc_security_group_ids'),
      '[→aws_security_group.app.id]',
    );
    assert.match(
      attribute(configuration, 'aws_security_group.alb', 'egress'),
      /security_groups: \[→aws_security_group\.app\.id\]/,
    );
  });

  it('what the code leaves to the provider is not there', () => {
    assert.equal(attribute(configuration, 'aws_db_instance.main', 'port'), 'absent');
    assert.equal(attribute(configuration, 'aws_vpc.main', 'id'), 'absent');
  });

  it('and unknown where it may be one of several', () => {
    assert.equal(
      attribute(configuration, 'aws_route_table_association.this["app-0"]', 'route_table_id'),
      '?',
    );
    assert.equal(attribute(configuration, 'aws_lb.web', 'subnets'), '?');
  });
});

describe('a plan over its code', () => {
  const code = `
    variable "office" {}
    variable "count" {}
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }
    resource "aws_subnet" "a" {
      count      = var.count
      vpc_id     = aws_vpc.main.id
      cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
    }
    resource "aws_security_group" "app" {
      vpc_id = aws_vpc.main.id
      ingress {
        from_port   = 22
        to_port     = 22
        protocol    = "tcp"
        cidr_blocks = [var.office]
      }
    }
  `;
  const change = (address: string, after: object, afterUnknown: object, index?: number): object => {
    const [type = '', name = ''] = address.split(/[.[]/);
    return {
      address,
      type,
      name,
      index,
      mode: 'managed',
      change: { actions: ['create'], after, after_unknown: afterUnknown },
    };
  };
  const plan = {
    format_version: '1.2',
    resource_changes: [
      change('aws_vpc.main', { cidr_block: '10.0.0.0/16' }, { id: true }),
      change('aws_subnet.a[0]', { cidr_block: '10.0.0.0/24' }, { vpc_id: true }, 0),
      change('aws_subnet.a[1]', { cidr_block: '10.0.1.0/24' }, { vpc_id: true }, 1),
      change(
        'aws_security_group.app',
        { ingress: [{ from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['203.0.113.0/24'] }] },
        { vpc_id: true, ingress: [{ cidr_blocks: [false] }] },
      ),
    ],
  };

  it('gives values that the code lacks, and instances; references and places stay', async () => {
    const configuration = await configurationOf(parseFixture(code).files);
    const better = overlayPlan(configuration, readStateFile(JSON.stringify(plan)));
    assert.deepEqual(
      [...better.byAddress.keys()],
      ['aws_vpc.main', 'aws_subnet.a[0]', 'aws_subnet.a[1]', 'aws_security_group.app'],
    );
    assert.equal(attribute(better, 'aws_subnet.a[1]', 'cidr_block'), '"10.0.1.0/24"');
    assert.equal(attribute(better, 'aws_subnet.a[1]', 'vpc_id'), '→aws_vpc.main.id');
    assert.match(
      attribute(better, 'aws_security_group.app', 'ingress'),
      /cidr_blocks: \["203\.0\.113\.0\/24"\]/,
    );
    const group = better.byAddress.get('aws_security_group.app');
    assert.equal(group && better.locate(group.source)?.range.start.line, 10);
  });

  it('of which nothing is known leaves the code as it is', async () => {
    const configuration = await configurationOf(parseFixture(code).files);
    const better = overlayPlan(
      configuration,
      readStateFile('{"format_version": "1.2", "resource_changes": []}'),
    );
    assert.equal(attribute(better, 'aws_vpc.main', 'cidr_block'), '"10.0.0.0/16"');
  });
});

describe('files that are something else', () => {
  it('say so in one sentence', () => {
    checkProblems('', /not whole JSON/, /not a Terraform state or plan/);
    checkProblems('[]', /not a Terraform state or plan: no JSON object/);
    checkProblems('{"a": 1}', /neither "resources" nor "values" nor "resource_changes"/);
    checkProblems('{"version": 5, "resources": []}', /version 5; version 4 is known/);
    checkProblems(
      '{"version": 3, "modules": [{"path": ["root"], "resources": {"aws_vpc.main": {}}}]}',
      /version 3, which Terraform wrote before 0\.12: only version 4 can be read/,
    );
    checkProblems(
      '{"version": 4, "resources": [{"mode": "managed", "type": "google_compute_network", "name": "x", "instances": [{"attributes": {}}]}]}',
      /state has no resource of the AWS provider/,
    );
    checkProblems(
      '{"format_version": "1.0", "values": {"root_module": {"resources": [{"address": "google_compute_network.x", "mode": "managed", "type": "google_compute_network", "name": "x", "values": {}}]}}}',
      /state has no resource of the AWS provider/,
    );
    checkProblems('{"format_version": "9.0", "values": {}}', /"9\.0"; 1\.x is known/);
  });

  it('a state that was cut off keeps what stands before the cut', () => {
    const whole = text('terraform.tfstate');
    const file = readStateFile(whole.slice(0, whole.length / 2));
    assert.match(file.problems[0] ?? '', /cut off.*error in line \d+/);
    const count = file.resources.length;
    assert.ok(count > 5 && count < readStateFile(whole).resources.length, String(count));
  });

  it('members of the wrong shape are passed over', () => {
    const odd = {
      version: 4,
      resources: [
        null,
        3,
        { type: 1 },
        { type: 'aws_vpc', name: 'a', instances: [{ attributes: 'no' }, null] },
      ],
    };
    assert.deepEqual(
      readStateFile(JSON.stringify(odd)).resources.map((resource) => [resource.address, resource.values]),
      [['aws_vpc.a', {}]],
    );
  });
});
