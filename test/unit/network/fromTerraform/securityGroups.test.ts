import { checkNetwork, checkProblems } from './checkNetwork';

const vpc = 'resource "aws_vpc" "main" { cidr_block = "10.0.0.0/16" }';

describe('security groups from code', () => {
  it('reads inline blocks, one rule for each peer, each at its own place', () => {
    checkNetwork(
      `
      resource "aws_security_group" "db" {
        vpc_id = aws_vpc.main.id
        ingress {
          from_port       = 5432
          to_port         = 5432
          protocol        = "tcp"
          cidr_blocks     = ["10.0.0.0/24",
                             "10.0.1.0/24"]
          security_groups = [aws_security_group.app.id]
        }
        egress {
          from_port        = 0
          to_port          = 0
          protocol         = "-1"
          ipv6_cidr_blocks = ["::/0"]
        }
      }
      resource "aws_security_group" "app" { vpc_id = aws_vpc.main.id }
      ${vpc}
      `,
      'securityGroups',
      `
      aws_security_group.app vpc=aws_vpc.main
      aws_security_group.db vpc=aws_vpc.main
        in  tcp/5432 10.0.0.0/24 @main.tf:7
        in  tcp/5432 10.0.1.0/24 @main.tf:8
        in  tcp/5432 aws_security_group.app @main.tf:9
        out all ::/0 @main.tf:15
      aws_vpc.main/default-security-group vpc=aws_vpc.main
        in  all aws_vpc.main/default-security-group
        out all 0.0.0.0/0
      `,
    );
  });

  it('reads attributes as blocks, and an empty list as no rules', () => {
    checkNetwork(
      `
      resource "aws_security_group" "a" {
        vpc_id = aws_vpc.main.id
        ingress = [
          {
            description      = "web"
            from_port        = 443
            to_port          = 443
            protocol         = "tcp"
            cidr_blocks      = ["0.0.0.0/0"]
            ipv6_cidr_blocks = []
            prefix_list_ids  = null
            security_groups  = []
            self             = false
          },
        ]
        egress = []
      }
      resource "aws_default_security_group" "none" { vpc_id = aws_vpc.main.id }
      ${vpc}
      `,
      'securityGroups',
      `
      aws_default_security_group.none vpc=aws_vpc.main
      aws_security_group.a vpc=aws_vpc.main
        in  tcp/443 0.0.0.0/0 @main.tf:9
      `,
    );
  });

  it('reads the three flavours of one rule alike', () => {
    const rules = (body: string): string => `
      resource "aws_security_group" "a" {
        vpc_id = aws_vpc.main.id
        ${body}
      }
      resource "aws_security_group" "b" { vpc_id = aws_vpc.main.id }
      ${vpc}
    `;
    const expected = (line: number): string => `
      aws_security_group.a vpc=aws_vpc.main
        in  udp/53-54 aws_security_group.b @main.tf:${line}
      aws_security_group.b vpc=aws_vpc.main
      aws_vpc.main/default-security-group vpc=aws_vpc.main
        in  all aws_vpc.main/default-security-group
        out all 0.0.0.0/0
    `;
    checkNetwork(
      rules(`
        ingress {
          from_port       = 53
          to_port         = 54
          protocol        = "udp"
          security_groups = [aws_security_group.b.id]
        }`),
      'securityGroups',
      expected(8),
    );
    const standalone = (type: string, body: string): string => `${rules('')}
      resource "${type}" "r" {
        security_group_id = aws_security_group.a.id
        from_port = 53
        to_port   = 54
        ${body}
      }`;
    checkNetwork(
      standalone(
        'aws_security_group_rule',
        'type = "ingress"\n protocol = "17"\n source_security_group_id = aws_security_group.b.id',
      ),
      'securityGroups',
      expected(14),
    );
    checkNetwork(
      standalone(
        'aws_vpc_security_group_ingress_rule',
        'ip_protocol = "udp"\n referenced_security_group_id = aws_security_group.b.id',
      ),
      'securityGroups',
      expected(13),
    );
  });

  it('takes self for a reference to the group, and leaves false alone', () => {
    checkNetwork(
      `
      resource "aws_security_group" "a" {
        vpc_id = aws_vpc.main.id
        ingress {
          from_port = 0
          to_port   = 65535
          protocol  = "tcp"
          self      = true
        }
        egress {
          from_port = -1
          to_port   = -1
          protocol  = "icmp"
          self      = false
          cidr_blocks = ["10.0.0.0/8"]
        }
        egress {
          from_port = 8
          to_port   = 0
          protocol  = "icmp"
          cidr_blocks = ["10.0.0.0/8"]
        }
        egress {
          from_port = 0
          to_port   = 0
          protocol  = "47"
          cidr_blocks = ["10.0.0.0/8"]
        }
      }
      ${vpc}
      resource "aws_default_security_group" "none" { vpc_id = aws_vpc.main.id }
      `,
      'securityGroups',
      `
      aws_default_security_group.none vpc=aws_vpc.main
      aws_security_group.a vpc=aws_vpc.main
        in  tcp/0-65535 aws_security_group.a @main.tf:7
        out icmp/any/any 10.0.0.0/8 @main.tf:14
        out icmp/8/0 10.0.0.0/8 @main.tf:20
        out protocol 47 10.0.0.0/8 @main.tf:26
      `,
    );
  });

  it("gives a default group that nobody adopts AWS's rules, and IPv6 where the VPC has it", () => {
    checkNetwork(
      `
      resource "aws_vpc" "main" {
        cidr_block                       = "10.0.0.0/16"
        assign_generated_ipv6_cidr_block = true
      }
      resource "aws_vpc_security_group_ingress_rule" "extra" {
        security_group_id = aws_vpc.main.default_security_group_id
        cidr_ipv4         = "192.0.2.0/24"
        ip_protocol       = "tcp"
        from_port         = 22
        to_port           = 22
      }
      `,
      'securityGroups',
      `
      aws_vpc.main/default-security-group vpc=aws_vpc.main
        in  all aws_vpc.main/default-security-group
        out all 0.0.0.0/0
        out all ::/0
        in  tcp/22 192.0.2.0/24 @main.tf:7
      `,
    );
  });

  it('names the adopted default group by the resource that adopts it', () => {
    checkNetwork(
      `
      ${vpc}
      resource "aws_default_security_group" "own" {
        vpc_id = aws_vpc.main.id
        ingress {
          protocol  = -1
          self      = true
          from_port = 0
          to_port   = 0
        }
      }
      resource "aws_security_group_rule" "r" {
        type                     = "egress"
        security_group_id        = aws_vpc.main.default_security_group_id
        source_security_group_id = aws_default_security_group.own.id
        protocol                 = "all"
        from_port                = 0
        to_port                  = 0
      }
      `,
      'securityGroups',
      `
      aws_default_security_group.own vpc=aws_vpc.main
        in  all aws_default_security_group.own @main.tf:6
        out all aws_default_security_group.own @main.tf:14
      `,
    );
  });

  it('keeps only the rules of an exclusive list', () => {
    checkNetwork(
      `
      ${vpc}
      resource "aws_default_security_group" "none" { vpc_id = aws_vpc.main.id }
      resource "aws_security_group" "a" { vpc_id = aws_vpc.main.id }
      resource "aws_vpc_security_group_ingress_rule" "kept" {
        security_group_id = aws_security_group.a.id
        cidr_ipv4         = "10.0.0.0/8"
        ip_protocol       = "-1"
      }
      resource "aws_vpc_security_group_ingress_rule" "dropped" {
        security_group_id = aws_security_group.a.id
        cidr_ipv4         = "0.0.0.0/0"
        ip_protocol       = "-1"
      }
      resource "aws_vpc_security_group_rules_exclusive" "x" {
        security_group_id = aws_security_group.a.id
        ingress_rule_ids  = [aws_vpc_security_group_ingress_rule.kept.id]
        egress_rule_ids   = []
      }
      `,
      'securityGroups',
      `
      aws_default_security_group.none vpc=aws_vpc.main
      aws_security_group.a vpc=aws_vpc.main
        in  all 10.0.0.0/8 @main.tf:6
      `,
    );
  });

  it('leaves unknown what the code does not give: ports, blocks, peers, whole lists', () => {
    checkNetwork(
      `
      variable "port" { type = number }
      variable "offices" { type = list(string) }
      variable "more" { type = list(object({ port = number })) }
      ${vpc}
      resource "aws_default_security_group" "none" { vpc_id = aws_vpc.main.id }
      resource "aws_security_group" "a" {
        vpc_id = aws_vpc.main.id
        ingress {
          protocol    = "tcp"
          from_port   = var.port
          to_port     = var.port
          cidr_blocks = ["10.0.0.0/8"]
        }
        ingress {
          protocol    = "tcp"
          from_port   = 22
          to_port     = 22
          cidr_blocks = var.offices
        }
        dynamic "ingress" {
          for_each = var.more
          content {
            protocol    = "tcp"
            from_port   = 80
            to_port     = 80
            cidr_blocks = ["192.0.2.0/24"]
          }
        }
      }
      `,
      'securityGroups',
      `
      aws_default_security_group.none vpc=aws_vpc.main
      aws_security_group.a vpc=aws_vpc.main
        in  ?var.port 10.0.0.0/8 @main.tf:12
        in  tcp/22 ?var.offices @main.tf:18
        in  tcp/80 192.0.2.0/24 if var.more @main.tf:26
      `,
    );
  });

  it('says which groups may have a rule of which nobody knows the group', () => {
    checkNetwork(
      `
      variable "legacy" { type = bool }
      ${vpc}
      resource "aws_default_security_group" "none" { vpc_id = aws_vpc.main.id }
      resource "aws_security_group" "a" { vpc_id = aws_vpc.main.id }
      resource "aws_security_group" "b" { vpc_id = aws_vpc.main.id }
      resource "aws_security_group" "c" { vpc_id = aws_vpc.main.id }
      resource "aws_vpc_security_group_egress_rule" "r" {
        security_group_id = var.legacy ? aws_security_group.a.id : aws_security_group.b.id
        cidr_ipv4         = "0.0.0.0/0"
        ip_protocol       = "-1"
      }
      `,
      'securityGroups',
      `
      aws_default_security_group.none vpc=aws_vpc.main
      aws_security_group.a vpc=aws_vpc.main
        egress may have more: ?var.legacy
      aws_security_group.b vpc=aws_vpc.main
        egress may have more: ?var.legacy
      aws_security_group.c vpc=aws_vpc.main
      `,
    );
  });

  it('knows groups outside the code by their id alone, also those of another account', () => {
    checkNetwork(
      `
      ${vpc}
      resource "aws_default_security_group" "none" {
        vpc_id = aws_vpc.main.id
        ingress {
          protocol        = "tcp"
          from_port       = 1
          to_port         = 2
          security_groups = ["sg-0123456789abcdef0", "123456789012/sg-0fedcba9876543210", data.aws_security_group.x.id]
        }
      }
      data "aws_security_group" "x" { name = "bastion" }
      `,
      'securityGroups',
      `
      aws_default_security_group.none vpc=aws_vpc.main
        in  tcp/1-2 sg-0fedcba9876543210 @main.tf:8
        in  tcp/1-2 sg-0123456789abcdef0 @main.tf:8
        in  tcp/1-2 data.aws_security_group.x @main.tf:8
      data.aws_security_group.x vpc=?data.aws_security_group.x
        ingress may have more: ?data.aws_security_group.x
        egress may have more: ?data.aws_security_group.x
      sg-0123456789abcdef0 vpc=?sg-0123456789abcdef0
        ingress may have more: ?sg-0123456789abcdef0
        egress may have more: ?sg-0123456789abcdef0
      sg-0fedcba9876543210 vpc=?sg-0fedcba9876543210
        ingress may have more: ?sg-0fedcba9876543210
        egress may have more: ?sg-0fedcba9876543210
      `,
    );
  });

  it('finds the group of this code that a data source looks up, by name or by tag', () => {
    checkNetwork(
      `
      ${vpc}
      resource "aws_default_security_group" "none" {
        vpc_id = aws_vpc.main.id
        ingress {
          protocol        = "tcp"
          from_port       = 1
          to_port         = 2
          security_groups = [data.aws_security_group.n.id, data.aws_security_group.t.id]
        }
      }
      resource "aws_security_group" "bastion" {
        name   = "bastion"
        vpc_id = aws_vpc.main.id
      }
      resource "aws_security_group" "web" {
        vpc_id = aws_vpc.main.id
        tags   = { Role = "web" }
      }
      data "aws_security_group" "n" { name = "bastion" }
      data "aws_security_group" "t" {
        filter {
          name   = "tag:Role"
          values = ["web"]
        }
      }
      `,
      'securityGroups',
      `
      aws_default_security_group.none vpc=aws_vpc.main
        in  tcp/1-2 aws_security_group.bastion @main.tf:8
        in  tcp/1-2 aws_security_group.web @main.tf:8
      aws_security_group.bastion vpc=aws_vpc.main
      aws_security_group.web vpc=aws_vpc.main
      `,
    );
  });

  it('reads a conditional legacy rule of unknown type as one that may be either', () => {
    checkNetwork(
      `
      variable "type" { type = string }
      ${vpc}
      resource "aws_default_security_group" "none" { vpc_id = aws_vpc.main.id }
      resource "aws_security_group_rule" "r" {
        type              = var.type
        security_group_id = aws_default_security_group.none.id
        protocol          = "tcp"
        from_port         = 80
        to_port           = 80
        prefix_list_ids   = ["pl-0123456789abcdef0"]
      }
      `,
      'securityGroups',
      `
      aws_default_security_group.none vpc=aws_vpc.main
        in  tcp/80 pl-0123456789abcdef0 if var.type @main.tf:10
        out tcp/80 pl-0123456789abcdef0 if var.type @main.tf:10
      `,
    );
  });

  it('puts a group without vpc_id in the default VPC, and tells of other VPCs it is associated with', () => {
    checkNetwork(
      `
      ${vpc}
      resource "aws_default_security_group" "none" { vpc_id = aws_vpc.main.id }
      resource "aws_security_group" "a" {}
      resource "aws_vpc_security_group_vpc_association" "s" {
        security_group_id = aws_security_group.a.id
        vpc_id            = aws_vpc.main.id
      }
      `,
      'securityGroups',
      `
      aws_default_security_group.none vpc=aws_vpc.main
      aws_security_group.a vpc=default-vpc also=aws_vpc.main
      default-vpc/default-security-group vpc=default-vpc
        in  all default-vpc/default-security-group
        out all 0.0.0.0/0
      `,
    );
  });

  it('tells what is wrong, once, and uses the rest', () => {
    checkProblems(
      `
      ${vpc}
      resource "aws_security_group" "a" {
        vpc_id = aws_vpc.main.id
        ingress {
          protocol    = "tpc"
          from_port   = 1
          to_port     = 1
          cidr_blocks = ["10.0.0.0", "10.0.0.0/8"]
        }
        ingress {
          protocol        = "tcp"
          from_port       = 1
          to_port         = 1
          security_groups = [aws_vpc.main.id]
        }
      }
      `,
      [
        '"tpc" is not a protocol',
        '"10.0.0.0" has no prefix length, as in /24',
        'aws_vpc.main is not one of the security groups',
      ],
    );
  });
});
