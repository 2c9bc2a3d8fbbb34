import assert from 'node:assert/strict';
import { editsForChange } from '../../../server/src/edits';
import { applyFileEdits } from '../../../server/src/edits/fileEdit';
import { parseCidr, type Cidr } from '../../../server/src/ip/cidr';
import { known } from '../../../server/src/network/maybe';
import type { Peer, Route, RouteTarget, TrafficMatch } from '../../../server/src/network/model';
import type { NetworkEdit } from '../../../server/src/reachability/change';
import { parseFixture } from '../../support/fixture';
import { configurationOf } from '../../support/rules';

/** The change, written into the fixture's files, makes `expected`; without it the code has no way to say the change. */
async function checkEdits(fixture: string, edits: readonly NetworkEdit[], expected?: string): Promise<void> {
  const before = parseFixture(fixture).files;
  const made = editsForChange(edits, await configurationOf(before));
  if (expected === undefined) return assert.equal(made, undefined);
  assert.ok(made, 'the change can be written');
  const after = new Map([...before].map(([path, text]) => [path, applyFileEdits(path, text, made)]));
  assert.deepEqual(Object.fromEntries(after), Object.fromEntries(parseFixture(expected).files));
  const { problems } = await configurationOf(after);
  assert.deepEqual(problems, []);
}

function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (parsed.kind === 'error') throw new Error(parsed.message);
  return parsed.cidr;
}

const postgres: TrafficMatch = { kind: 'ports', protocol: 6, from: 5432, to: 5432 };

function admit(
  securityGroup: string,
  peer: Peer,
  traffic = postgres,
  direction: 'ingress' | 'egress' = 'ingress',
): NetworkEdit {
  return {
    kind: 'addSecurityGroupRule',
    securityGroup,
    rule: { direction, traffic: known(traffic), peer: known(peer) },
  };
}

const fromApp: Peer = { kind: 'securityGroup', securityGroup: 'aws_security_group.app' };

describe('a new group rule in the code', () => {
  it('is a block behind the last one, where the group has blocks', async () => {
    await checkEdits(
      `
      resource "aws_security_group" "app" {}

      resource "aws_security_group" "db" {
        ingress {
          description = "Office"
          from_port   = 22
          to_port     = 22
          protocol    = "tcp"
          cidr_blocks = ["203.0.113.0/24"]
        }

        tags = { Name = "db" }
      }
      `,
      [admit('aws_security_group.db', fromApp)],
      `
      resource "aws_security_group" "app" {}

      resource "aws_security_group" "db" {
        ingress {
          description = "Office"
          from_port   = 22
          to_port     = 22
          protocol    = "tcp"
          cidr_blocks = ["203.0.113.0/24"]
        }

        ingress {
          description     = "From app"
          from_port       = 5432
          to_port         = 5432
          protocol        = "tcp"
          security_groups = [aws_security_group.app.id]
        }

        tags = { Name = "db" }
      }
      `,
    );
  });

  it('is a resource of the older kind behind the last of them', async () => {
    await checkEdits(
      `
      resource "aws_security_group" "app" {}
      resource "aws_security_group" "db" {}

      resource "aws_security_group_rule" "ssh" {
        type              = "ingress"
        security_group_id = aws_security_group.db.id
        from_port         = 22
        to_port           = 22
        protocol          = "tcp"
        cidr_blocks       = ["203.0.113.0/24"]
      }
      `,
      [admit('aws_security_group.db', fromApp)],
      `
      resource "aws_security_group" "app" {}
      resource "aws_security_group" "db" {}

      resource "aws_security_group_rule" "ssh" {
        type              = "ingress"
        security_group_id = aws_security_group.db.id
        from_port         = 22
        to_port           = 22
        protocol          = "tcp"
        cidr_blocks       = ["203.0.113.0/24"]
      }

      resource "aws_security_group_rule" "db_from_app" {
        type                     = "ingress"
        security_group_id        = aws_security_group.db.id
        description              = "From app"
        from_port                = 5432
        to_port                  = 5432
        protocol                 = "tcp"
        source_security_group_id = aws_security_group.app.id
      }
      `,
    );
  });

  it('is a resource of the current kind for a group without rules, with a name that is free', async () => {
    await checkEdits(
      `
      resource "aws_security_group" "app" {}

      resource "aws_security_group" "db" {
        name = "db"
      }

      resource "aws_vpc_security_group_ingress_rule" "db_from_app" {
        security_group_id = "sg-0123456789abcdef0"
        ip_protocol       = "-1"
        cidr_ipv4         = "10.0.0.0/8"
      }
      `,
      [admit('aws_security_group.db', fromApp)],
      `
      resource "aws_security_group" "app" {}

      resource "aws_security_group" "db" {
        name = "db"
      }

      resource "aws_vpc_security_group_ingress_rule" "db_from_app_2" {
        security_group_id            = aws_security_group.db.id
        description                  = "From app"
        ip_protocol                  = "tcp"
        from_port                    = 5432
        to_port                      = 5432
        referenced_security_group_id = aws_security_group.app.id
      }

      resource "aws_vpc_security_group_ingress_rule" "db_from_app" {
        security_group_id = "sg-0123456789abcdef0"
        ip_protocol       = "-1"
        cidr_ipv4         = "10.0.0.0/8"
      }
      `,
    );
  });

  it('is an element with every attribute, where the rules are a list', async () => {
    await checkEdits(
      `
      resource "aws_security_group" "db" {
        egress = []
      }
      `,
      [admit('aws_security_group.db', { kind: 'cidr', cidr: cidr('0.0.0.0/0') }, { kind: 'all' }, 'egress')],
      `
      resource "aws_security_group" "db" {
        egress = [{
          description      = "To 0.0.0.0/0"
          from_port        = 0
          to_port          = 0
          protocol         = "-1"
          cidr_blocks      = ["0.0.0.0/0"]
          ipv6_cidr_blocks = []
          prefix_list_ids  = []
          security_groups  = []
          self             = false
        }]
      }
      `,
    );
  });

  it('names a network by its attribute, and itself by self', async () => {
    const group =
      'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\nresource "aws_default_security_group" "d" {\n  vpc_id = aws_vpc.main.id\n}\n';
    await checkEdits(
      group,
      [
        admit('aws_default_security_group.d', { kind: 'cidr', cidr: cidr('10.0.0.0/16') }),
        admit('aws_default_security_group.d', {
          kind: 'securityGroup',
          securityGroup: 'aws_default_security_group.d',
        }),
      ],
      group.replace(
        'aws_vpc.main.id\n',
        `aws_vpc.main.id

  ingress {
    description = "From aws_vpc.main.cidr_block"
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = [aws_vpc.main.cidr_block]
  }

  ingress {
    description = "From d"
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    self        = true
  }
`,
      ),
    );
  });

  it('reaches into a module by its output, and out of it by its variable', async () => {
    const files = (rule: string): string => `
      --- main.tf
      module "db" {
        source = "./db"
      }

      resource "aws_security_group" "app" {}${rule}
      --- db/main.tf
      resource "aws_security_group" "this" {}

      output "group_id" {
        value = aws_security_group.this.id
      }
    `;
    await checkEdits(
      files(''),
      [
        admit('aws_security_group.app', {
          kind: 'securityGroup',
          securityGroup: 'module.db.aws_security_group.this',
        }),
      ],
      files(`

      resource "aws_vpc_security_group_ingress_rule" "app_from_this" {
        security_group_id            = aws_security_group.app.id
        description                  = "From this"
        ip_protocol                  = "tcp"
        from_port                    = 5432
        to_port                      = 5432
        referenced_security_group_id = module.db.group_id
      }`),
    );
    await checkEdits(files(''), [admit('module.db.aws_security_group.this', fromApp)]);
  });

  it('is not written where it would close a cycle of inline references', async () => {
    await checkEdits(
      `
      resource "aws_security_group" "app" {
        egress {
          from_port       = 5432
          to_port         = 5432
          protocol        = "tcp"
          security_groups = [aws_security_group.db.id]
        }
      }
      resource "aws_security_group" "db" {
        ingress {
          from_port   = 22
          to_port     = 22
          protocol    = "tcp"
          cidr_blocks = ["203.0.113.0/24"]
        }
      }
      `,
      [admit('aws_security_group.db', fromApp)],
    );
  });
});

describe('a new ACL entry in the code', () => {
  const entry = (number: number): NetworkEdit => ({
    kind: 'addNetworkAclEntry',
    networkAcl: 'aws_network_acl.a',
    entry: {
      direction: 'egress',
      number: known(number),
      action: known('allow'),
      traffic: known({ kind: 'ports', protocol: 6, from: 1024, to: 65535 }),
      cidr: known(cidr('10.0.0.0/8')),
    },
  });

  it('is a block where the entries are blocks', async () => {
    const acl = (more: string): string => `
      resource "aws_network_acl" "a" {
        dynamic "egress" {
          for_each = [1]
          content {
            rule_no    = 100
            action     = "deny"
            protocol   = "-1"
            from_port  = 0
            to_port    = 0
            cidr_block = "0.0.0.0/0"
          }
        }${more}
      }
    `;
    await checkEdits(
      acl(''),
      [entry(90)],
      acl(`

        egress {
          rule_no    = 90
          action     = "allow"
          protocol   = "tcp"
          from_port  = 1024
          to_port    = 65535
          cidr_block = "10.0.0.0/8"
        }`),
    );
  });

  it('else it is a resource', async () => {
    await checkEdits(
      'resource "aws_network_acl" "a" {}\n',
      [entry(90)],
      `
      resource "aws_network_acl" "a" {}

      resource "aws_network_acl_rule" "a_egress_90" {
        network_acl_id = aws_network_acl.a.id
        rule_number    = 90
        egress         = true
        rule_action    = "allow"
        protocol       = "tcp"
        from_port      = 1024
        to_port        = 65535
        cidr_block     = "10.0.0.0/8"
      }
      `,
    );
  });
});

describe('a new route in the code', () => {
  const route = (routeTable: string, target: RouteTarget): NetworkEdit => ({
    kind: 'addRoute',
    routeTable,
    route: {
      destination: known({ kind: 'cidr', cidr: cidr('0.0.0.0/0') }),
      target: known(target),
      state: 'active',
      kind: 'static',
    } satisfies Route,
  });
  const gateway: RouteTarget = { kind: 'internetGateway', id: 'aws_internet_gateway.main' };

  it('is a resource, also for the main table that no resource is', async () => {
    const network =
      'resource "aws_vpc" "main" {\n  cidr_block = "10.0.0.0/16"\n}\nresource "aws_internet_gateway" "main" {}\n';
    await checkEdits(
      network,
      [route('aws_vpc.main/main-route-table', gateway)],
      network.replace(
        '16"\n}\n',
        `16"
}

resource "aws_route" "main_to_internet_gateway" {
  route_table_id         = aws_vpc.main.main_route_table_id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}
`,
      ),
    );
  });

  it('is a block beside other blocks', async () => {
    const table = (more: string): string => `
      resource "aws_nat_gateway" "main" {}
      resource "aws_route_table" "private" {
        route {
          cidr_block         = "10.9.0.0/16"
          transit_gateway_id = "tgw-0123456789abcdef0"
        }${more}
      }
    `;
    await checkEdits(
      table(''),
      [route('aws_route_table.private', { kind: 'natGateway', id: 'aws_nat_gateway.main' })],
      table(`

        route {
          cidr_block     = "0.0.0.0/0"
          nat_gateway_id = aws_nat_gateway.main.id
        }`),
    );
  });
});

describe('a changed argument', () => {
  it('takes the place of the old value, or stands in the column of its neighbours', async () => {
    const instance = (lines: string): string => `
      resource "aws_instance" "nat" {
        ami = "ami-1"${lines}
      }
    `;
    const disable: NetworkEdit = {
      kind: 'disableSourceDestinationCheck',
      interface: 'aws_instance.nat/interface-0',
    };
    await checkEdits(
      instance('\n        source_dest_check = true'),
      [disable],
      instance('\n        source_dest_check = false'),
    );
    await checkEdits(
      instance('\n        associate_public_ip_address = true'),
      [disable],
      instance('\n        associate_public_ip_address = true\n        source_dest_check           = false'),
    );
    await checkEdits(instance(''), [disable], instance('\n\n        source_dest_check = false'));
  });

  it('of several changes the last one that can not be written stops all', async () => {
    await checkEdits('resource "aws_instance" "a" {}', [
      { kind: 'addPublicAddress', interface: 'aws_instance.a' },
      { kind: 'attachInternetGateway', internetGateway: 'aws_internet_gateway.x', vpc: 'aws_vpc.x' },
    ]);
  });
});
