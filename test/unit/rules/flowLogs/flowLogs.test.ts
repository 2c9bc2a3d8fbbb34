import { flowLogCannotDeliver } from '../../../../server/src/rules/flowLogs/cannotDeliver';
import { flowLogMissing } from '../../../../server/src/rules/flowLogs/missing';
import { checkFix, checkFixTitles, checkRule } from '../../../support/rules';
import { twice } from '../../../support/tiers';

const vpc = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
`;
const subnets = `
resource "aws_subnet" "a" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.\${count.index}.0/24"
}
`;
const marked = (text: string): string => text.replace(/resource "aws_(vpc|flow_log)" "main"/, '«$&»');

/** A flow log with these arguments. */
function log(...lines: readonly string[]): string {
  return `
resource "aws_flow_log" "main" {
${lines.map((line) => `  ${line}\n`).join('')}}
`;
}

describe('flow-log-missing', () => {
  it('finds a VPC that nothing logs', async () => {
    await checkRule(
      flowLogMissing,
      marked(vpc) + subnets,
      'hint: Nobody will know afterwards who connected to what in aws_vpc.main: it has no flow log.',
    );
    await checkRule(
      flowLogMissing,
      marked(vpc) + subnets + log('subnet_id = aws_subnet.a[0].id', 'traffic_type = "ALL"'),
      'hint: aws_vpc.main',
    );
    await checkRule(
      flowLogMissing,
      marked(vpc) +
        subnets +
        log('count = 2', 'subnet_id = aws_subnet.a[count.index].id', 'traffic_type = "ACCEPT"'),
      'hint: aws_vpc.main',
    );
    await checkRule(
      flowLogMissing,
      twice(marked(vpc)),
      'hint: module.m[0].aws_vpc.main and module.m[1].aws_vpc.main',
    );
  });

  it('is silent where it, or each of its subnets, is logged', async () => {
    await checkRule(flowLogMissing, vpc + log('vpc_id = aws_vpc.main.id', 'traffic_type = "ALL"'));
    await checkRule(
      flowLogMissing,
      vpc + subnets + log('count = 2', 'subnet_id = aws_subnet.a[count.index].id', 'traffic_type = "REJECT"'),
    );
    await checkRule(
      flowLogMissing,
      `
--- main.tf
${vpc}
module "log" {
  source = "./log"
  vpc    = aws_vpc.main.id
}
--- log/main.tf
variable "vpc" {}
${log('vpc_id = var.vpc', 'traffic_type = "ALL"')}`,
    );
  });

  it('is silent where it may be logged: by an unknown, or by a module that is not there', async () => {
    await checkRule(flowLogMissing, `variable "x" {}\n${vpc}${log('vpc_id = var.x')}`);
    await checkRule(
      flowLogMissing,
      `variable "x" {}\n${vpc}${log('for_each = var.x', 'vpc_id = each.value')}`,
    );
    await checkRule(
      flowLogMissing,
      `${vpc}module "log" {\n  source = "example/flow-log/aws"\n  vpc_id = aws_vpc.main.id\n}\n`,
    );
    await checkRule(flowLogMissing, `variable "x" {}\n${vpc.replace('{\n', '{\n  count = var.x\n')}`);
  });

  it('logs it to a new bucket', async () => {
    await checkFix(
      flowLogMissing,
      vpc,
      'Log its traffic to a new S3 bucket',
      `${vpc}
resource "aws_flow_log" "main" {
  vpc_id               = aws_vpc.main.id
  traffic_type         = "ALL"
  log_destination_type = "s3"
  log_destination      = aws_s3_bucket.main_flow_logs.arn
}

resource "aws_s3_bucket" "main_flow_logs" {
  bucket_prefix = "main-flow-logs-"
}
`,
    );
  });
});

describe('flow-log-cannot-deliver', () => {
  const about = 'vpc_id = aws_vpc.main.id';
  const all = 'traffic_type = "ALL"';
  const group = 'log_destination = aws_cloudwatch_log_group.main.arn';
  const parts = `${vpc}
resource "aws_cloudwatch_log_group" "main" {}
resource "aws_s3_bucket" "main" {}
resource "aws_iam_role" "main" {}
`;

  it('finds one without a role for CloudWatch Logs', async () => {
    await checkRule(
      flowLogCannotDeliver,
      parts + marked(log(about, all, group)),
      'error: aws_flow_log.main can not write to CloudWatch Logs: it has no iam_role_arn',
    );
    await checkRule(
      flowLogCannotDeliver,
      parts + log(about, all, group, 'log_destination_type = «"cloud-watch-logs"»'),
      'error: it has no iam_role_arn',
    );
  });

  it('finds one with a role for S3', async () => {
    const bucket = ['log_destination_type = "s3"', 'log_destination = aws_s3_bucket.main.arn'];
    await checkRule(
      flowLogCannotDeliver,
      parts + log(about, all, ...bucket, 'iam_role_arn = «aws_iam_role.main.arn»'),
      'error: AWS refuses aws_flow_log.main: a role is for delivery to CloudWatch Logs, and this goes to S3.',
    );
  });

  it('finds a destination of another type', async () => {
    await checkRule(
      flowLogCannotDeliver,
      parts + log(about, all, 'log_destination = «aws_s3_bucket.main.arn»'),
      'error: its destination is an aws_s3_bucket, and it delivers to CloudWatch Logs, which is where it goes without log_destination_type.',
    );
    await checkRule(
      flowLogCannotDeliver,
      parts + log(about, all, 'log_destination = «"${aws_s3_bucket.main.arn}/vpc"»'),
      'error: its destination is an aws_s3_bucket',
    );
  });

  it('finds one about nothing, or about two things, and one without traffic', async () => {
    const role = 'iam_role_arn = aws_iam_role.main.arn';
    await checkRule(
      flowLogCannotDeliver,
      parts + marked(log(all, group, role)),
      'error: AWS refuses aws_flow_log.main: it says nothing that is to be logged.',
    );
    await checkRule(
      flowLogCannotDeliver,
      parts + log(about, 'subnet_id = «"subnet-0123456789abcdef0"»', all, group, role),
      'error: one flow log is about one thing, and this has vpc_id and subnet_id.',
    );
    await checkRule(
      flowLogCannotDeliver,
      parts + marked(log(about, group, role)),
      'error: for a VPC, a subnet or an interface it needs a traffic_type.',
    );
  });

  it('finds it in modules, once', async () => {
    await checkRule(
      flowLogCannotDeliver,
      twice(parts + marked(log(about, all, group))),
      'error: module.m[0].aws_flow_log.main and module.m[1].aws_flow_log.main can not write',
    );
  });

  it('is silent on what AWS takes, and on unknowns', async () => {
    const role = 'iam_role_arn = aws_iam_role.main.arn';
    await checkRule(flowLogCannotDeliver, parts + log(about, all, group, role));
    await checkRule(
      flowLogCannotDeliver,
      parts + log(about, all, 'log_destination_type = "s3"', 'log_destination = "arn:aws:s3:::logs"'),
    );
    await checkRule(
      flowLogCannotDeliver,
      parts + log('transit_gateway_id = "tgw-0123456789abcdef0"', group, role),
    );
    await checkRule(
      flowLogCannotDeliver,
      parts +
        log(
          about,
          all,
          'log_destination_type = "kinesis-data-firehose"',
          role,
          'deliver_cross_account_role = "arn:aws:iam::1:role/x"',
        ),
    );
    const unknown = `variable "x" {}\n${parts}`;
    await checkRule(flowLogCannotDeliver, unknown + log(about, all, 'log_destination_type = var.x'));
    await checkRule(flowLogCannotDeliver, unknown + log(about, all, group, 'iam_role_arn = var.x'));
    await checkRule(flowLogCannotDeliver, unknown + log(about, 'subnet_id = var.x', all, group, role));
    await checkRule(flowLogCannotDeliver, unknown + log(about, 'traffic_type = var.x', group, role));
  });

  it('lets it write as the role that is there, or as a new one', async () => {
    const trusted = parts.replace(
      '"aws_iam_role" "main" {}',
      '"aws_iam_role" "main" {\n  assume_role_policy = "vpc-flow-logs.amazonaws.com"\n}',
    );
    const aligned = [
      'vpc_id          = aws_vpc.main.id',
      'traffic_type    = "ALL"',
      'log_destination = aws_cloudwatch_log_group.main.arn',
    ];
    await checkFix(
      flowLogCannotDeliver,
      trusted + log(...aligned),
      'Let it write as aws_iam_role.main',
      trusted + log(...aligned, 'iam_role_arn    = aws_iam_role.main.arn'),
    );
    await checkFix(
      flowLogCannotDeliver,
      parts + log(...aligned),
      'Add a role that may write to CloudWatch Logs',
      `${parts}${log(...aligned, 'iam_role_arn    = aws_iam_role.main_flow_log.arn')}
resource "aws_iam_role" "main_flow_log" {
  name_prefix = "flow-log-"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "vpc-flow-logs.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy" "main_flow_log" {
  role = aws_iam_role.main_flow_log.id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"], Resource = "*" }]
  })
}
`,
    );
  });

  it('delivers to where the destination is, without the role', async () => {
    const wrong = log(
      'vpc_id          = aws_vpc.main.id',
      'traffic_type    = "ALL"',
      'iam_role_arn    = aws_iam_role.main.arn',
      'log_destination = aws_s3_bucket.main.arn',
    );
    await checkFixTitles(flowLogCannotDeliver, parts + wrong, '*Deliver to S3');
    await checkFix(
      flowLogCannotDeliver,
      parts + wrong,
      'Deliver to S3',
      parts +
        log(
          'vpc_id               = aws_vpc.main.id',
          'traffic_type         = "ALL"',
          'log_destination      = aws_s3_bucket.main.arn',
          'log_destination_type = "s3"',
        ),
    );
  });
});
