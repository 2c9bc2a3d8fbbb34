import { allProtocolsWithPorts } from '../../../../server/src/rules/securityGroups/allProtocolsWithPorts';
import { icmpTypeCode } from '../../../../server/src/rules/securityGroups/icmpTypeCode';
import { portOutOfRange } from '../../../../server/src/rules/securityGroups/portOutOfRange';
import { portRangeInverted } from '../../../../server/src/rules/securityGroups/portRangeInverted';
import { portsMissing } from '../../../../server/src/rules/securityGroups/portsMissing';
import { portZero } from '../../../../server/src/rules/securityGroups/portZero';
import { protocolUnknown } from '../../../../server/src/rules/securityGroups/protocolUnknown';
import { severalSources } from '../../../../server/src/rules/securityGroups/severalSources';
import type { Rule } from '../../../../server/src/rules/rule';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';

/** An inline rule; marks may stand in the values. */
const inline = (
  from: string,
  to: string,
  protocol: string,
  source = 'cidr_blocks = ["10.0.0.0/8"]',
): string => `
  resource "aws_security_group" "app" {
    ingress {
      from_port   = ${from}
      to_port     = ${to}
      protocol    = ${protocol}
      ${source}
    }
  }
`;

const legacy = (from: string, to: string, protocol: string): string => `
  resource "aws_security_group_rule" "app" {
    type              = "ingress"
    security_group_id = "sg-0123456789abcdef0"
    from_port         = ${from}
    to_port           = ${to}
    protocol          = ${protocol}
    cidr_blocks       = ["10.0.0.0/8"]
  }
`;

const current = (ports: string, protocol: string, name = 'app'): string => `
  resource "aws_vpc_security_group_ingress_rule" "${name}" {
    security_group_id = "sg-0123456789abcdef0"
    ip_protocol       = ${protocol}
    ${ports}
    cidr_ipv4         = "10.0.0.0/8"
  }
`;

/** The rule sees one place in a module that is called twice, and keeps silent on unknown values. */
async function checkModulesAndUnknowns(
  rule: Rule,
  bad: string,
  message: string,
  unknown: string,
): Promise<void> {
  await checkRule(
    rule,
    `
    --- main.tf
    module "app" {
      for_each = { a = 1, b = 2 }
      source   = "./app"
    }
    --- app/main.tf
    ${bad}
    `,
    message,
  );
  await checkRule(rule, `variable "unknown" {}\n${unknown}`);
}

describe('sg-port-range-inverted', () => {
  it('finds a range that ends before it starts, in every flavour', async () => {
    await checkRule(portRangeInverted, inline('«443»', '80', '"tcp"'), 'error: go from 443 to 80');
    await checkRule(portRangeInverted, legacy('«443»', '80', '"17"'), 'error: go from 443 to 80');
    await checkRule(
      portRangeInverted,
      current('from_port         = «443»\n    to_port           = 80', '"udp"'),
      'error: go from 443 to 80',
    );
    await checkModulesAndUnknowns(
      portRangeInverted,
      legacy('«443»', '80', '"tcp"'),
      'error: go from 443 to 80',
      inline('443', 'var.unknown', '"tcp"'),
    );
  });

  it('is silent on ranges in order, single ports, and ICMP types', async () => {
    await checkRule(
      portRangeInverted,
      inline('80', '443', '"tcp"') +
        legacy('80', '80', '"tcp"') +
        current('from_port = 8\n to_port = -1', '"icmp"'),
    );
  });

  it('swaps the ports', async () => {
    await checkFix(
      portRangeInverted,
      inline('443', '80', '"tcp"'),
      'Swap them: ports 80 to 443',
      inline('80', '443', '"tcp"'),
    );
  });
});

describe('sg-port-out-of-range', () => {
  it('finds ports over 65535 and -1 for TCP', async () => {
    await checkRule(portOutOfRange, inline('0', '«65536»', '"tcp"'), 'error: names port 65536');
    await checkRule(portOutOfRange, legacy('«-1»', '-1', '"udp"'), 'error: names port -1 and -1');
    await checkModulesAndUnknowns(
      portOutOfRange,
      legacy('1', '«70000»', '"tcp"'),
      'error: 70000',
      inline('0', 'var.unknown', '"tcp"'),
    );
  });

  it('is silent on the highest port, and on -1 for ICMP and all protocols', async () => {
    await checkRule(
      portOutOfRange,
      inline('0', '65535', '"tcp"') + legacy('-1', '-1', '"icmp"') + legacy('-1', '-1', '"-1"'),
    );
  });

  it('cuts the range to what there is', async () => {
    await checkFix(
      portOutOfRange,
      inline('1024', '65536', '"tcp"'),
      'Ports 1024 to 65535',
      inline('1024', '65535', '"tcp"'),
    );
    await checkFix(
      portOutOfRange,
      legacy('-1', '-1', '"tcp"'),
      'Ports 0 to 65535',
      legacy('0', '65535', '"tcp"'),
    );
  });
});

describe('sg-port-zero', () => {
  it('finds 0 to 0 for TCP and UDP', async () => {
    await checkRule(portZero, inline('0', '«0»', '"tcp"'), 'warning: matches TCP port 0 and no other');
    await checkModulesAndUnknowns(
      portZero,
      legacy('0', '«0»', '"udp"'),
      'warning: UDP',
      inline('0', 'var.unknown', '"tcp"'),
    );
  });

  it('is silent on 0 to 0 for all protocols, and on whole ranges', async () => {
    await checkRule(portZero, inline('0', '0', '"-1"') + legacy('0', '65535', '"tcp"'));
  });

  it('opens all ports, or all protocols', async () => {
    await checkFix(
      portZero,
      inline('0', '0', '"tcp"'),
      'All TCP ports: opens 0 to 65535',
      inline('0', '65535', '"tcp"'),
    );
    await checkFix(
      portZero,
      inline('0', '0', '"tcp"'),
      'All protocols and ports: opens everything',
      inline('0', '0', '"-1"'),
    );
  });
});

describe('sg-all-protocols-with-ports', () => {
  it('tells what each flavour makes of it', async () => {
    await checkRule(
      allProtocolsWithPorts,
      inline('«443»', '443', '"-1"'),
      'error: Terraform fails to apply aws_security_group.app',
    );
    await checkRule(
      allProtocolsWithPorts,
      legacy('«443»', '443', '"all"'),
      'warning: opens every port of every protocol',
    );
    await checkRule(
      allProtocolsWithPorts,
      current('from_port         = «0»\n    to_port           = 0', '"-1"'),
      'error: must not name ports (0 to 0)',
    );
    await checkModulesAndUnknowns(
      allProtocolsWithPorts,
      legacy('0', '«65535»', '"-1"'),
      'warning: the ports 0 to 65535 are ignored',
      legacy('443', '443', 'var.unknown'),
    );
  });

  it('is silent on 0 and 0, on rules of the current kind without ports, and on other protocols', async () => {
    await checkRule(
      allProtocolsWithPorts,
      inline('0', '0', '"-1"') +
        legacy('-1', '-1', '"-1"') +
        current('description = "x"', '"-1"') +
        legacy('443', '443', '"tcp"'),
    );
  });

  it('keeps the ports as TCP, or drops them', async () => {
    await checkFix(
      allProtocolsWithPorts,
      legacy('443', '443', '"-1"'),
      'These ports of TCP only',
      legacy('443', '443', '"tcp"'),
    );
    await checkFix(
      allProtocolsWithPorts,
      inline('443', '443', '"-1"'),
      'All protocols: opens every port',
      inline('0', '0', '"-1"'),
    );
  });
});

describe('sg-ports-missing', () => {
  it('finds rules of the current kind that lack a port', async () => {
    await checkRule(
      portsMissing,
      current('description = "x"', '«"tcp"»'),
      'error: lacks from_port and to_port',
    );
    await checkRule(
      portsMissing,
      current('from_port         = 443', '«"udp"»'),
      'error: lacks to_port: a udp rule needs both',
    );
    await checkModulesAndUnknowns(
      portsMissing,
      current('to_port = 8', '«"icmp"»'),
      'error: lacks from_port',
      current('description = "x"', 'var.unknown'),
    );
  });

  it('is silent where none are needed', async () => {
    await checkRule(
      portsMissing,
      current('description = "x"', '"-1"') +
        current('description = "x"', '"icmpv6"', 'other') +
        current('description = "x"', '"50"', 'esp'),
    );
  });

  it('takes the port from the name, or from the other end', async () => {
    await checkFix(
      portsMissing,
      current('description       = "x"', '"tcp"', 'app_https'),
      'Port 443 (https)',
      current(
        'from_port         = 443\n    to_port           = 443\n    description       = "x"',
        '"tcp"',
        'app_https',
      ),
    );
    await checkFixTitles(portsMissing, current('from_port         = 8080', '"tcp"'), 'Only port 8080');
    await checkFixTitles(portsMissing, current('description = "x"', '"udp"'), 'All UDP ports');
  });
});

describe('sg-icmp-type-code', () => {
  it('finds echo replies that were meant as pings, and types that are ports', async () => {
    await checkRule(icmpTypeCode, inline('«0»', '0', '"icmp"'), 'warning: admits echo replies only');
    await checkRule(icmpTypeCode, legacy('«443»', '443', '"1"'), 'error: type 443 and code 443');
    await checkModulesAndUnknowns(
      icmpTypeCode,
      legacy('«0»', '0', '"icmp"'),
      'warning: echo replies',
      inline('var.unknown', '0', '"icmp"'),
    );
  });

  it('finds families that never meet', async () => {
    await checkRule(
      icmpTypeCode,
      inline('-1', '-1', '"icmp"', 'ipv6_cidr_blocks = [«"::/0"»]'),
      'warning: ICMP does not run over IPv6',
    );
    await checkRule(
      icmpTypeCode,
      inline('-1', '-1', '"icmpv6"', 'cidr_blocks = [«"0.0.0.0/0"»]'),
      'warning: ICMPv6 does not run over IPv4',
    );
  });

  it('is silent on pings, on all of ICMP, and where one family of two matches', async () => {
    await checkRule(
      icmpTypeCode,
      inline('8', '-1', '"icmp"') +
        legacy('-1', '-1', '"icmp"') +
        inline('-1', '-1', '"icmpv6"', 'cidr_blocks = ["0.0.0.0/0"]\n ipv6_cidr_blocks = ["::/0"]').replace(
          '"app"',
          '"both"',
        ),
    );
  });

  it('lets pings in', async () => {
    await checkFix(icmpTypeCode, inline('0', '0', '"icmp"'), 'Pings: type 8', inline('8', '-1', '"icmp"'));
    await checkFix(icmpTypeCode, inline('0', '0', '"icmp"'), 'All of ICMP', inline('-1', '-1', '"icmp"'));
  });
});

describe('protocol-unknown', () => {
  it('finds names that are no protocol of AWS', async () => {
    await checkRule(
      protocolUnknown,
      inline('443', '443', '«"https"»'),
      'error: https is spoken over TCP, port 443',
    );
    await checkRule(
      protocolUnknown,
      legacy('1', '1', '«"sctp"»'),
      'error: it takes tcp, udp, icmp, icmpv6, -1 (all) or a number',
    );
    await checkRule(protocolUnknown, current('description = "x"', '«"256"»'), 'error: "256" is no protocol');
    await checkModulesAndUnknowns(
      protocolUnknown,
      legacy('22', '22', '«"ssh"»'),
      'error: port 22',
      legacy('1', '1', 'var.unknown'),
    );
  });

  it('is silent on names in any case and on numbers', async () => {
    await checkRule(
      protocolUnknown,
      inline('1', '1', '"TCP"') + legacy('0', '0', '50') + legacy('0', '0', '"-1"').replace('"app"', '"all"'),
    );
  });

  it('writes the protocol below', async () => {
    await checkFix(
      protocolUnknown,
      inline('443', '443', '"https"'),
      'Write "tcp"',
      inline('443', '443', '"tcp"'),
    );
  });
});

describe('sg-rule-with-several-sources', () => {
  const two = `
    resource "aws_security_group" "web" {}

    resource "aws_vpc_security_group_ingress_rule" "app" {
      security_group_id            = "sg-0123456789abcdef0"
      ip_protocol                  = "-1"
      cidr_ipv4                    = "10.0.0.0/8"
      referenced_security_group_id = «aws_security_group.web.id»
    }
  `;

  it('finds two sources on one rule', async () => {
    await checkRule(severalSources, two, 'error: it has cidr_ipv4 and referenced_security_group_id');
    await checkRule(
      severalSources,
      legacy('1', '1', '"tcp"')
        .replace('["10.0.0.0/8"]', '«["10.0.0.0/8"]»')
        .replace('type ', 'self              = true\n    type '),
      'error: it has self and cidr_blocks',
    );
  });

  it('is silent on one source, on nulls and unknowns, and on IPv4 beside IPv6 in the older kind', async () => {
    await checkRule(severalSources, current('cidr_ipv6 = null', '"-1"'));
    await checkRule(severalSources, `variable "unknown" {}\n${current('cidr_ipv6 = var.unknown', '"-1"')}`);
    await checkRule(
      severalSources,
      legacy('1', '1', '"tcp"').replace('type ', 'ipv6_cidr_blocks  = ["::/0"]\n    self = false\n    type '),
    );
  });

  it('makes one rule for each source', async () => {
    await checkFix(
      severalSources,
      two,
      'One rule for each source',
      `
      resource "aws_security_group" "web" {}

      resource "aws_vpc_security_group_ingress_rule" "app" {
        security_group_id = "sg-0123456789abcdef0"
        ip_protocol       = "-1"
        cidr_ipv4         = "10.0.0.0/8"
      }

      resource "aws_vpc_security_group_ingress_rule" "app_referenced_security_group_id" {
        security_group_id            = "sg-0123456789abcdef0"
        ip_protocol                  = "-1"
        referenced_security_group_id = aws_security_group.web.id
      }
      `,
    );
  });
});
